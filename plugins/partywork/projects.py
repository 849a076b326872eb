"""Key projects → the view of one language: by batch and by place, with what was published of each."""

from collections.abc import Iterator

from plugins.indexes.present import Presenter
from plugins.newsroom.charts import Batch as Milestone
from plugins.newsroom.phrasing import phrase, said
from plugins.newsroom.printed import Printed
from plugins.newsroom.project import STAGES, Batch, Project, Step, known_total
from plugins.newsroom.text import Text

from .citations import Citations
from .views import BatchView, Fact, PlaceProjects, ProjectsView, ProjectView
from .words import Words


class ProjectPresenter:
    """Says what is known of key projects, in one language."""

    def __init__(self, presenter: Presenter, cited: Citations) -> None:
        self._presenter = presenter
        self._registries = presenter.registries
        self._cited = cited
        self.ui = presenter.interface
        self.lang = presenter.lang
        self.words = Words(presenter.interface)

    def view(self) -> ProjectsView:
        """By batch and by place."""
        projects = list(self._registries.projects)
        batches = tuple(self._registries.batches)
        loose = [project for project in projects if project.batch is None]
        views = [self._batch(batch, [p for p in projects if p.batch == batch.id]) for batch in batches]
        if loose:
            name = self.ui.gettext("Batch not published")
            views.append(BatchView("other", name, (), tuple(map(self._project, loose)), self._sums(loose)))
        return ProjectsView(
            timeline=tuple(map(self._milestone, batches)),
            batches=tuple(views),
            places=tuple(self._projects_by_place(projects)),
            unplaced=sum(not project.places for project in projects),
        )

    def _milestone(self, batch: Batch) -> Milestone:
        if batch.start:
            return Milestone(self.ui.date(batch.start), batch.start.isoformat(), batch.name.in_(self.lang))
        told = self._cited.day(batch.story)
        when = self.ui.gettext("reported on %s") % self.ui.date(told) if told else self.words.unknown()
        return Milestone(when, told.isoformat() if told else "", batch.name.in_(self.lang))

    def _batch(self, batch: Batch, projects: list[Project]) -> BatchView:
        gettext = self.ui.gettext
        source = self._cited.link(batch.story)
        facts = [
            Fact(gettext("Started on"), self.words.day(batch.start)),
            Fact(gettext("Projects"), self._amount(batch.projects)),
            Fact(gettext("Total investment"), self._amount(batch.total)),
            Fact(gettext("Investment of the year"), self._amount(batch.annual)),
        ]
        if source:
            facts.append(Fact(gettext("Source"), source.text, source.address))
        return BatchView(
            batch.id,
            batch.name.in_(self.lang),
            tuple(facts),
            tuple(map(self._project, projects)),
            self._sums(projects),
        )

    def _amount(self, amount: Printed | None) -> str:
        return said(amount, self.lang) if amount else self.words.unknown()

    def _sums(self, projects: list[Project]) -> tuple[Fact, ...]:
        """Totals over what was published of single projects; nothing where nothing was."""
        gettext = self.ui.gettext
        sums = (
            (gettext("Total investment of these projects"), [project.total for project in projects]),
            (gettext("Investment of the year of these projects"), [project.annual for project in projects]),
        )
        return tuple(Fact(label, self._sum(amounts)) for label, amounts in sums if projects)

    def _sum(self, amounts: list[Printed | None]) -> str:
        whole, known, all_ = known_total(amounts)
        if whole is None:
            return self.words.unknown()
        told = {"sum": phrase(whole, self.lang), "known": known, "all": all_}
        return self.ui.gettext("%(sum)s, over the %(known)d of %(all)d that were published") % told

    def _project(self, project: Project) -> ProjectView:
        gettext, unknown = self.ui.gettext, self.words.unknown()

        def text(value: Text | None) -> str:
            return value.in_(self.lang) if value else unknown

        places = self.ui.join([self._presenter.town(id_).text for id_ in project.places])
        facts = (
            Fact(gettext("Towns"), places or unknown),
            Fact(gettext("Kind"), text(project.kind)),
            Fact(gettext("Total investment"), self._amount(project.total)),
            Fact(gettext("Investment of the year"), self._amount(project.annual)),
            Fact(gettext("Leading group"), text(project.leading_group)),
            Fact(gettext("Responsible leader"), text(project.leader)),
            Fact(gettext("Responsible unit"), text(project.unit)),
            Fact(gettext("Contact post"), text(project.contact)),
            Fact(gettext("Last update"), self._last_update(project)),
        )
        return ProjectView(
            id=project.id,
            name=project.name.in_(self.lang),
            sample=project.sample,
            stages=tuple(map(self.words.stage, STAGES)),
            reached=project.reached if project.steps else -1,
            facts=facts,
            steps=tuple(
                (self.words.stage(step.stage), self._reached(step), self._cited.link(step.story))
                for step in project.steps
            ),
        )

    def _reached(self, step: Step) -> str:
        return self.ui.date(step.date) if step.date else self.ui.gettext("day not published")

    def _last_update(self, project: Project) -> str:
        """The day of the last step, or of the story that reported it."""
        step = project.steps[-1] if project.steps else None
        if step and step.date:
            return self.ui.date(step.date)
        if step and (told := self._cited.day(step.story)):
            return self.ui.gettext("reported on %s") % self.ui.date(told)
        return self.words.unknown()

    def _projects_by_place(self, projects: list[Project]) -> Iterator[PlaceProjects]:
        for place in sorted(self._registries.places, key=lambda one: one.code):
            theirs = tuple(self._presenter.project(one.id) for one in projects if place.id in one.places)
            if theirs:
                yield PlaceProjects(self._presenter.town(place.id), theirs)

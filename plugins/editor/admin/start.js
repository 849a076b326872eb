// Read by decap-cms.js when it is loaded: admin.js starts it.
window.CMS_MANUAL_INIT = true;

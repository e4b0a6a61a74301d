// SPDX-License-Identifier: Apache-2.0
// The page works without this. It says the chosen language to screen readers, takes #zh and #en from the address, and
// opens or closes all rows at once.
(function () {
  'use strict';
  var languages = { 'lang-zh': 'zh-CN', 'lang-en': 'en' };
  function choose(id) {
    document.getElementById(id).checked = true;
    document.documentElement.lang = languages[id];
  }
  Object.keys(languages).forEach(function (id) {
    document.getElementById(id).addEventListener('change', function () { choose(id); });
  });
  function fromAddress() {
    var id = 'lang-' + location.hash.slice(1);
    if (languages[id]) choose(id);
  }
  addEventListener('hashchange', fromAddress);
  fromAddress();

  var tools = document.querySelector('.tools');
  tools.hidden = false;
  tools.addEventListener('click', function (event) {
    var button = event.target.closest('button');
    if (!button) return;
    if (button.dataset.print) { print(); return; }
    document.querySelectorAll('details').forEach(function (details) { details.open = button.dataset.open === 'yes'; });
  });
})();

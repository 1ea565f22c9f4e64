import { Account, roleName, showBlocked, showLogin } from './account.js';
import { ApiError, fetchMe, fetchPageSettings } from './api.js';
import { byId } from './dom.js';
import { chooseLanguage, setLanguage, t } from './i18n.js';
import { explain, showInsteadOfRows, showLive } from './notices.js';
import { setChannelLinks } from './row-menu.js';
import { may, setMe, token } from './session.js';
import { switchTheme } from './theme.js';
import { Workplace } from './workplace.js';

const RETRY_MS = 2_000;

chooseLanguage();
showLive('loading');
showInsteadOfRows('loading');

const account = new Account();
const workplace = new Workplace();

byId('theme').addEventListener('click', () => {
  switchTheme();
  workplace.paintCharts();
});
byId('languages').addEventListener('click', (event) => {
  if (event.target instanceof HTMLButtonElement) {
    setLanguage(event.target.value);
    account.show();
    workplace.translate();
  }
});

start();

/** Who is here decides what there is to see. */
async function start() {
  try {
    const [me, settings] = await Promise.all([fetchMe(), fetchPageSettings(), workplace.prepare()]);
    setMe(me);
    setChannelLinks(settings.channelLinks);
    account.setDemoUsers(settings.demoUsers);
    if (may('view')) {
      workplace.open();
    } else {
      showLive('paused');
      showBlocked(t('blocked.title'), t('blocked.text', { role: roleName(me.role) }));
    }
  } catch (failure) {
    if (!(failure instanceof ApiError)) {
      throw failure;
    }
    explainStart(failure);
  }
}

function explainStart(error) {
  showLive('off');
  if (error.status === 401) {
    showLogin(token() !== null);
  } else if (error.status === 403) {
    showBlocked(t('blocked.title'), error.detail);
  } else {
    showInsteadOfRows('error', explain(error, null));
    window.setTimeout(start, RETRY_MS);
  }
}

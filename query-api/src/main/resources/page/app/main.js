import { Account, roleName, showBlocked, showLogin } from './account.js';
import { ApiError, fetchMe, fetchPageSettings, setLoginAgain } from './api.js';
import { byId } from './dom.js';
import { chooseLanguage, setLanguage, t } from './i18n.js';
import { loginAgain } from './login-again.js';
import { explain, showInsteadOfRows, showLive, toast } from './notices.js';
import { setChannelLinks } from './row-menu.js';
import { may, setMe, setToken, token } from './session.js';
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

let refused = false;

start();

/** Who is here decides what there is to see. */
async function start() {
  try {
    const [me, settings] = await Promise.all([fetchMe(), fetchPageSettings(), workplace.prepare()]);
    setMe(me);
    setLoginAgain((token) => loginAgain(token, settings.demoUsers));
    if (refused) {
      toast(t('login.refused'), { bad: true });
    }
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
  if (error.status === 401 && token() !== null) {
    // Without it there may be a way in all the same
    setToken(null);
    refused = true;
    start();
  } else if (error.status === 401) {
    showLogin(refused);
  } else if (error.status === 403) {
    showBlocked(t('blocked.title'), error.detail);
  } else {
    showInsteadOfRows('error', explain(error, null));
    window.setTimeout(start, RETRY_MS);
  }
}

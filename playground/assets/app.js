// Starts the page: builds its parts, asks who we are, opens a channel and follows the events.

import { readAddress } from './address.js';
import { showComposer } from './composer.js';
import { showDrawer } from './drawer.js';
import { place } from './dom.js';
import { followEvents } from './events.js';
import { followInteractions } from './interactions.js';
import { showMessages } from './messages.js';
import { showFailure } from './notices.js';
import { closeChannels, showPanels } from './panels.js';
import { showPeople } from './people.js';
import { showSidebar } from './sidebar.js';
import { showStageHeader } from './stage-header.js';
import { keepRelativeTimes } from './times.js';
import { channelOf, firstChannel, openChannel, publish, refresh, subscribe, world } from './world.js';

const RETRY_MS = 2000;

/** Links to channels and messages stay in the page. */
function followJumps() {
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[data-jump]');
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    const { jump, jumpMessage } = link.dataset;
    if (jump === world.channelId && jumpMessage) publish('reveal', jumpMessage);
    else openChannel(jump, { step: jump !== world.channelId, message: jumpMessage });
    closeChannels();
  });
  window.addEventListener('popstate', () => {
    const { channel } = readAddress();
    if (channelOf(channel)) openChannel(channel);
  });
}

function showConnection() {
  subscribe('connection', ({ connected }) => {
    place('connection').textContent = connected ? '' : 'The connection to the playground is lost. Trying again…';
  });
}

async function start() {
  const { as, channel } = readAddress();
  world.as = as;
  try {
    await refresh();
  } catch (error) {
    showFailure(error.message);
    setTimeout(start, RETRY_MS);
    return;
  }
  openChannel(channelOf(channel) ? channel : firstChannel()?.id ?? null);
  followEvents();
}

showPanels();
showPeople();
showSidebar();
showStageHeader();
showMessages();
showComposer();
showDrawer();
followInteractions();
followJumps();
showConnection();
keepRelativeTimes();
start();

// Entry of the Logs page: connects to the host, then shows the page.

import { systemClock } from '../../src/base/ports.ts';
import { popupStyles } from '../ui/popup-styles.ts';
import { adoptStyles } from '../ui/theme.ts';
import { connectHost } from '../ui/host.ts';
import { createLogsModel } from './model.ts';
import { LogsPage } from './page.ts';
import { detailsStyles } from './styles/details.ts';
import { facetStyles } from './styles/facets.ts';
import { listStyles } from './styles/list.ts';
import { pageStyles } from './styles/page.ts';
import { stateStyles } from './styles/states.ts';

adoptStyles(popupStyles, pageStyles, facetStyles, listStyles, detailsStyles, stateStyles);
const host = connectHost();
const ready = await host.request('ready', { page: 'logs' });
const page = new LogsPage();
page.model = createLogsModel({
  host,
  ready,
  clock: systemClock,
  bars: Math.max(30, Math.floor(window.innerWidth / 9)),
  report: (error) => console.error(error),
});
document.body.append(page);

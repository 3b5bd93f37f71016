// Entry of the metrics page: connects to the host and starts the page.

import { connectHost } from '../ui/host.ts';
import { popupStyles } from '../ui/popup-styles.ts';
import { adoptStyles } from '../ui/theme.ts';
import { startPage } from './page.ts';
import { metricsStyles } from './styles.ts';

adoptStyles(popupStyles, metricsStyles);
const root = document.createElement('main');
root.className = 'metrics';
document.body.prepend(root);
const host = connectHost();
startPage(root, host, await host.request('ready', { page: 'metrics' }));

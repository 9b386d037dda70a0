import { render } from 'preact';
import 'uplot/dist/uPlot.min.css';
import './app.css';
import { startLive } from './api/live';
import { listenToAddress } from './route';
import { watchTheme } from './theme';
import { App } from './shell/app';

watchTheme();
listenToAddress();
startLive();
const root = document.getElementById('app');
if (root !== null) render(<App />, root);

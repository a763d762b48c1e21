import '../core/jitless.ts';
import { createRoot } from 'react-dom/client';
import { afterMs, createQueries, openConnection, openWire } from './api.ts';
import { askAhead } from './app/ask-ahead.ts';
import { preloadPage } from './app/routes.tsx';
import { Start } from './app/start.tsx';
import { languageOf, startPageLanguage } from './i18n/languages.ts';
import './ui/base.css';

const queries = createQueries();
const connection = openConnection({ openWire, after: afterMs, onReopened: () => void queries.invalidateQueries() });
askAhead(connection.client, queries);
// The profile knows the language for sure; until it has answered the browser's is the best guess.
const starting = startPageLanguage(languageOf(navigator.language));
preloadPage(location.hash);
const texts = await starting;

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(<Start connection={connection} queries={queries} texts={texts} forget={() => location.reload()} />);

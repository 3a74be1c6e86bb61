import { GraphiQL } from 'graphiql';
import { buildSchema } from 'graphql';
import { setNonce } from 'get-nonce';
import { createRoot } from 'react-dom/client';
import { pageNonce } from '@/lib/pageNonce';
import sdl from '../../../schema/tributary.graphql?raw';
import { ask } from './ask';
import 'graphiql/style.css';
import './graphiql.css';

const GREETING = `# You ask as whoever is signed in.
# The book on the left has every type;
# Ctrl-Enter runs what is written here.
query Start {
  viewer {
    today
  }
  orders(first: 3) {
    totalCount
    nodes {
      number
      total {
        amount
        currency
      }
    }
  }
}
`;

const root = document.getElementById('root');
if (!root) throw new Error('The page has no root.');
const nonce = pageNonce();
if (nonce) setNonce(nonce);
// The schema comes with the page: it is the one of this build, and nobody has to ask for it.
createRoot(root).render(
  <GraphiQL
    fetcher={ask}
    schema={buildSchema(sdl)}
    defaultQuery={GREETING}
    isHeadersEditorEnabled={false}
  />,
);

// PostGraphile 5 as its manual sets it up: its settings tell the row policies who looks.
import { createServer } from "node:http";
import { postgraphile } from "postgraphile";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";
import { makePgService } from "postgraphile/adaptors/pg";
import { grafserv } from "grafserv/node";
const viewers = JSON.parse(process.env.PEER_VIEWERS);
const preset = {
  extends: [PostGraphileAmberPreset],
  pgServices: [makePgService({ connectionString: process.env.PEER_URL, schemas: ["public"], poolConfig: {max: 8}, pubsub: false })],
  grafserv: { graphqlPath: "/graphql", graphiql: false, watch: false, maxRequestLength: 1000000 },
  grafast: { explain: false, context: (ctx) => ({ pgSettings: viewers[Number(ctx.node.req.headers["x-viewer"])] }) },
};
const pgl = postgraphile(preset);
const serv = pgl.createServ(grafserv);
const server = createServer();
await serv.addTo(server);
server.listen(Number(process.env.PEER_PORT), "127.0.0.1", () => console.log("ready"));

// src/api/live-worker.ts
const ports = /* @__PURE__ */ new Set();
let stream;
let state = "connecting";
function tell(news) {
	for (const port of ports) port.postMessage(news);
}
function become(next) {
	state = next;
	tell({
		kind: "state",
		state
	});
}
function open(url) {
	stream = new EventSource(url);
	stream.onopen = () => become("live");
	stream.onerror = () => {
		become("lost");
		if (stream?.readyState === EventSource.CLOSED) setTimeout(() => open(url), 2e3);
	};
	for (const type of [
		"sources",
		"changed",
		"resync"
	]) stream.addEventListener(type, (event) => tell({
		kind: "event",
		type,
		data: event.data
	}));
}
addEventListener("connect", (event) => {
	const port = event.ports[0];
	if (port === void 0) return;
	ports.add(port);
	port.onmessage = (message) => {
		const { url } = message.data;
		if (stream === void 0) open(url);
		else port.postMessage({
			kind: "state",
			state
		});
	};
	port.start();
});

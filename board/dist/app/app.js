import { _ as $, a as useComputed, c as O, d as A, f as F, g as w, h as b, i as uPlot, l as x, m as T, n as ie, o as useSignal, p as O$1, r as a, s as useSignalEffect, t as Oe, u as y, v as Q } from "./vendor.js";
// src/api/client.ts
/** An answer that is no success: the server's own words where it sent some. */
var ApiError = class extends Error {
	status;
	constructor(status, message) {
		super(message);
		this.name = "ApiError";
		this.status = status;
	}
};
function address(path) {
	return new URL(`api/v1/${path}`, document.baseURI).href;
}
async function request(path, options) {
	let response;
	try {
		response = await fetch(address(path), {
			credentials: "same-origin",
			...options
		});
	} catch (cause) {
		if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
		throw new ApiError(0, "The Board's server does not answer. Is `nasctl board` still running?");
	}
	if (response.ok) return response;
	throw new ApiError(response.status, await problemText(response));
}
async function problemText(response) {
	try {
		const body = await response.json();
		if (typeof body.detail === "string" && body.detail !== "") return body.detail;
		if (typeof body.title === "string") return body.title;
	} catch {}
	return `The server answered ${response.status} ${response.statusText}`.trim();
}
async function getJson(path, signal) {
	return await (await request(path, signal === void 0 ? {} : { signal })).json();
}
async function getBytes(path, signal) {
	return (await request(path, signal === void 0 ? {} : { signal })).arrayBuffer();
}
async function getText(path, signal) {
	const response = await request(path, signal === void 0 ? {} : { signal });
	return {
		text: await response.text(),
		next: Number(response.headers.get("X-Nas-Next") ?? NaN),
		total: Number(response.headers.get("X-Nas-Total") ?? NaN)
	};
}
async function postJson(path, body) {
	return await (await request(path, {
		method: "POST",
		headers: {
			"Content-Type": "application/json",
			"X-Nas-Token": document.querySelector("meta[name=\"nas-token\"]")?.content ?? ""
		},
		body: JSON.stringify(body)
	})).json();
}
// src/api/live-worker.ts?sharedworker
function WorkerWrapper(options) {
	return new SharedWorker(new URL("live-worker.js", import.meta.url).href, {
		type: "module",
		name: options?.name
	});
}
// src/api/live.ts
var connection = y("connecting");
/** Counts the times that the list of sources may have changed. */
var sourcesMoved = y(0);
/** Counts the times that everything has to be asked for anew. */
var resyncs = y(0);
var moved = y(/* @__PURE__ */ new Map());
var waiting = /* @__PURE__ */ new Map();
var frame$1 = 0;
/** Takes one event of the server; many events in one frame of the screen make one change of the page. */
function take(type, data) {
	if (type === "sources") sourcesMoved.value++;
	else if (type === "resync") {
		resyncs.value++;
		sourcesMoved.value++;
	} else if (type === "changed" && typeof data === "object" && data !== null && "id" in data && typeof data.id === "string") {
		waiting.set(data.id, {
			...waiting.get(data.id),
			...data
		});
		if (frame$1 === 0) frame$1 = requestAnimationFrame(apply$1);
	}
}
function apply$1() {
	frame$1 = 0;
	const next = new Map(moved.value);
	for (const [id, value] of waiting) next.set(id, {
		...next.get(id),
		...value
	});
	waiting.clear();
	moved.value = next;
	sourcesMoved.value++;
}
/** One stream for all tabs of the browser; where there are no shared workers, one for this tab while it is seen; where no stream comes, asking again and again. */
function startLive() {
	const url = address("events");
	if (typeof SharedWorker !== "undefined") try {
		const worker = new WorkerWrapper();
		worker.port.onmessage = (event) => receive(event.data);
		worker.onerror = () => streamHere(url);
		worker.port.start();
		worker.port.postMessage({ url });
		return;
	} catch {}
	streamHere(url);
}
function receive(news) {
	if (news.kind === "state") {
		const was = connection.value;
		connection.value = news.state;
		if (news.state === "live" && was === "lost") resyncs.value++;
	} else take(news.type, parse(news.data));
}
function parse(text) {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
var source$1;
var failures = 0;
function streamHere(url) {
	const open = () => {
		source$1?.close();
		source$1 = new EventSource(url);
		source$1.onopen = () => {
			failures = 0;
			receive({
				kind: "state",
				state: "live"
			});
		};
		source$1.onerror = () => {
			connection.value = "lost";
			failures++;
			if (failures === 3) {
				source$1?.close();
				source$1 = void 0;
				poll();
			}
		};
		for (const type of [
			"sources",
			"changed",
			"resync"
		]) source$1.addEventListener(type, (event) => take(type, parse(event.data)));
	};
	document.addEventListener("visibilitychange", () => {
		if (document.hidden) {
			source$1?.close();
			source$1 = void 0;
		} else if (source$1 === void 0 && failures < 3) {
			resyncs.value++;
			open();
		}
	});
	open();
}
async function poll() {
	let cursor = "";
	for (;;) {
		try {
			const answer = await getJson(`changes?since=${encodeURIComponent(cursor)}`);
			cursor = answer.cursor;
			connection.value = "polling";
			for (const event of answer.events) take(event.type, event.data);
		} catch {
			connection.value = "lost";
		}
		await new Promise((done) => setTimeout(done, 2e3));
	}
}
// src/route.ts
function parsePlace(hash) {
	const text = hash.replace(/^#\/?/, "");
	const at = text.indexOf("?");
	return {
		path: (at < 0 ? text : text.slice(0, at)).split("/").filter((part) => part !== "").map(decode),
		query: new Map(new URLSearchParams(at < 0 ? "" : text.slice(at + 1)))
	};
}
function writePlace(path, query) {
	const search = [...query].map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join("&");
	return `#/${path.map(encodeURIComponent).join("/")}${search === "" ? "" : `?${search}`}`;
}
function decode(part) {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}
var place$2 = y(parsePlace(typeof location === "undefined" ? "" : location.hash));
var query = O(() => place$2.value.query);
function listenToAddress() {
	addEventListener("hashchange", () => {
		place$2.value = parsePlace(location.hash);
	});
}
function link(path, values = {}) {
	return writePlace(path, new Map(Object.entries(values)));
}
function go(path, values = {}) {
	location.hash = link(path, values);
}
var pending;
/** Remembers parts of the view in the address without a new entry in the history; null forgets one. */
function remember(values) {
	const next = new Map(place$2.value.query);
	for (const [name, value] of Object.entries(values)) if (value === null || value === "") next.delete(name);
	else next.set(name, value);
	place$2.value = {
		path: place$2.value.path,
		query: next
	};
	pending ??= window.setTimeout(() => {
		pending = void 0;
		history.replaceState(null, "", writePlace(place$2.value.path, place$2.value.query));
	}, 250);
}
// src/theme.ts
var stored = () => {
	try {
		const value = localStorage.getItem("nassharp.theme");
		return value === "light" || value === "dark" ? value : "auto";
	} catch {
		return "auto";
	}
};
var theme = y("auto");
/** Counts changes of the colours; canvases read it to be drawn again. */
var paint$1 = y(0);
var dark = typeof matchMedia === "undefined" ? void 0 : matchMedia("(prefers-color-scheme: dark)");
function isDark() {
	return theme.value === "dark" || theme.value === "auto" && dark?.matches === true;
}
function watchTheme() {
	theme.value = stored();
	x(() => {
		const value = theme.value;
		apply();
		try {
			if (value === "auto") localStorage.removeItem("nassharp.theme");
			else localStorage.setItem("nassharp.theme", value);
		} catch {}
	});
	dark?.addEventListener("change", apply);
}
function apply() {
	document.documentElement.dataset["theme"] = isDark() ? "dark" : "light";
	paint$1.value = paint$1.peek() + 1;
}
var cache = /* @__PURE__ */ new Map();
var cached = -1;
/** The value of a colour token, such as `--ink`, in the present theme. */
function token(name) {
	if (cached !== paint$1.peek()) {
		cache.clear();
		cached = paint$1.peek();
	}
	let value = cache.get(name);
	if (value === void 0) {
		value = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
		cache.set(name, value);
	}
	return value;
}
// src/api/resource.ts
/**
* Asks again whenever `version` changes, and from the start when `key` does. The loader gets what it gave last, to ask for what is new only. At most one question is under way; changes
* meanwhile lead to one more.
*/
function useResource(key, version, load) {
	const result = useSignal({
		data: null,
		error: null,
		loading: key !== null
	});
	const state = T({
		key: null,
		busy: false,
		again: false,
		abort: null,
		last: null
	});
	const loader = T(load);
	loader.current = load;
	A(() => {
		const s = state.current;
		if (s.key !== key) {
			s.abort?.abort();
			Object.assign(s, {
				key,
				busy: false,
				again: false,
				abort: null,
				last: null
			});
			result.value = {
				data: null,
				error: null,
				loading: key !== null
			};
		}
		if (key === null) return;
		if (s.busy) {
			s.again = true;
			return;
		}
		const run = async () => {
			const abort = new AbortController();
			Object.assign(s, {
				busy: true,
				again: false,
				abort
			});
			try {
				const data = await loader.current(s.last, abort.signal);
				if (abort.signal.aborted) return;
				s.last = data;
				result.value = {
					data,
					error: null,
					loading: false
				};
			} catch (cause) {
				if (abort.signal.aborted) return;
				result.value = {
					data: s.last,
					error: cause instanceof Error ? cause.message : String(cause),
					loading: false
				};
			}
			s.busy = false;
			if (s.again) await run();
		};
		run();
	}, [key, version]);
	A(() => () => state.current.abort?.abort(), []);
	return result;
}
// src/colours.ts
/**
* Colours of operations: Okabe and Ito's eight, which people with any colour vision tell apart. More than eight names repeat the hues with a hatch; a name or a number always stands
* beside a colour.
*/
var okabeIto = [
	"#e69f00",
	"#56b4e9",
	"#009e73",
	"#c9b800",
	"#0072b2",
	"#d55e00",
	"#cc79a7"
];
var grey = "#8a8f98";
var fixed = [
	[/^(\d+ )?(none|zero|zeroize)$/i, grey],
	[/^(\d+ )?(skip|skip_?connect|identity|bypass)/i, "#009e73"],
	[/^(\d+ )?(max_?pool)/i, "#e69f00"],
	[/^(\d+ )?(avg_?pool|average)/i, "#56b4e9"]
];
/** One swatch for each name, the same for the same list of names. */
function swatches(names) {
	const result = /* @__PURE__ */ new Map();
	const used = /* @__PURE__ */ new Set();
	for (const name of names) {
		const colour = fixed.find(([pattern]) => pattern.test(name))?.[1];
		if (colour === void 0 || result.has(name)) continue;
		result.set(name, {
			colour,
			hatched: used.has(colour) && colour !== grey
		});
		used.add(colour);
	}
	const free = okabeIto.filter((colour) => !used.has(colour));
	const order = [...free, ...okabeIto];
	let at = 0;
	for (const name of names) {
		if (result.has(name)) continue;
		const colour = order[at % order.length] ?? grey;
		result.set(name, {
			colour,
			hatched: at >= free.length
		});
		at++;
	}
	return result;
}
/** Lines of runs that lie over each other. */
function lineColour(index) {
	return [
		"#0072b2",
		"#d55e00",
		"#009e73",
		"#cc79a7",
		"#e69f00",
		"#56b4e9",
		"#8a6d00",
		"#8a8f98"
	][index % 8] ?? grey;
}
var cividis = [
	[
		0,
		34,
		78
	],
	[
		18,
		53,
		112
	],
	[
		59,
		73,
		108
	],
	[
		87,
		93,
		109
	],
	[
		112,
		113,
		115
	],
	[
		138,
		134,
		120
	],
	[
		165,
		157,
		117
	],
	[
		195,
		181,
		105
	],
	[
		254,
		232,
		56
	]
];
/** The colour of a magnitude between 0 and 1. */
function magnitude(value) {
	const at = Math.min(1, Math.max(0, Number.isFinite(value) ? value : 0)) * (cividis.length - 1);
	const low = Math.floor(at);
	const [from, to] = [cividis[low] ?? cividis[0], cividis[Math.min(low + 1, cividis.length - 1)] ?? cividis[0]];
	const part = (index) => Math.round(from[index] + (to[index] - from[index]) * (at - low));
	return `rgb(${part(0)},${part(1)},${part(2)})`;
}
/** Blue below zero, orange above, for differences between -1 and 1. */
function difference(value) {
	const strength = Math.min(1, Math.abs(value));
	const [r, g, b] = value < 0 ? [
		0,
		114,
		178
	] : [
		213,
		94,
		0
	];
	const fade = (part) => Math.round(225 + (part - 225) * strength);
	return `rgb(${fade(r)},${fade(g)},${fade(b)})`;
}
/** The same colour with an opacity. */
function faded(colour, opacity) {
	if (!colour.startsWith("#") || colour.length !== 7) return colour;
	return `${colour}${Math.round(Math.min(1, Math.max(0, opacity)) * 255).toString(16).padStart(2, "0")}`;
}
// src/format.ts
/** All numbers of the page are written here. */
var grouped = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
function count(value) {
	return grouped.format(value);
}
/** Four significant digits, plain where that is short: 0.01234, 97.61, 1,234, 1.2e-7. */
function number(value, digits = 4) {
	if (value === null || value === void 0) return "–";
	if (Number.isNaN(value)) return "NaN";
	if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
	if (value === 0) return "0";
	const size = Math.abs(value);
	if (size >= 1e9 || size < 1e-4) return minus(value.toExponential(Math.max(0, digits - 2)).replace("e+", "e"));
	if (Number.isInteger(value) || size >= 10 ** digits) return minus(grouped.format(value));
	return minus(trim(value.toPrecision(digits)));
}
function percent(share, digits = 1) {
	if (share === null || share === void 0 || !Number.isFinite(share)) return "–";
	return `${minus((100 * share).toFixed(digits))} %`;
}
var prefixes = [
	"",
	"k",
	"M",
	"G",
	"T",
	"P"
];
/** 2,314,000 as `2.31 M`. */
function amount(value, unit = "") {
	if (value === null || value === void 0 || !Number.isFinite(value)) return "–";
	let step = 0;
	let rest = Math.abs(value);
	while (rest >= 999.5 && step < prefixes.length - 1) {
		rest /= 1e3;
		step++;
	}
	const digits = step === 0 ? Number.isInteger(rest) ? 0 : 2 : rest >= 99.95 ? 0 : rest >= 9.995 ? 1 : 2;
	const tail = `${prefixes[step] ?? ""}${unit}`;
	return `${value < 0 ? "−" : ""}${rest.toFixed(digits)}${tail === "" ? "" : ` ${tail}`}`;
}
function duration(seconds) {
	if (seconds === null || seconds === void 0 || !Number.isFinite(seconds) || seconds < 0) return "–";
	if (seconds < 1) return `${Math.round(seconds * 1e3)} ms`;
	if (seconds < 60) return `${trim(seconds.toFixed(1))} s`;
	const whole = Math.round(seconds);
	const [days, hours, minutes] = [
		Math.floor(whole / 86400),
		Math.floor(whole / 3600) % 24,
		Math.floor(whole / 60) % 60
	];
	if (days > 0) return `${days} d ${hours} h`;
	if (hours > 0) return `${hours} h ${minutes} min`;
	return `${minutes} min ${whole % 60} s`;
}
/** Which epoch a run is in, or was last: lines count from 0, and those after the last epoch name the next one. */
function epochOf(epoch, epochs) {
	if (epoch === null || epoch === void 0) return "–";
	return epochs === null || epochs === void 0 ? count(epoch + 1) : `${count(Math.min(epoch + 1, epochs))} of ${count(epochs)}`;
}
/** How long ago, for people. */
function age(milliseconds, now) {
	if (milliseconds === null || milliseconds === void 0) return "–";
	const seconds = (now - milliseconds) / 1e3;
	if (seconds < 5) return "just now";
	if (seconds < 60) return `${Math.round(seconds)} s ago`;
	if (seconds < 3600) return `${Math.round(seconds / 60)} min ago`;
	if (seconds < 86400) return `${Math.round(seconds / 3600)} h ago`;
	return `${Math.round(seconds / 86400)} d ago`;
}
function moment(milliseconds) {
	if (milliseconds === null || milliseconds === void 0) return "–";
	return new Date(milliseconds).toLocaleString("en-GB", {
		dateStyle: "medium",
		timeStyle: "medium"
	});
}
function shape(sizes) {
	return sizes === null || sizes === void 0 ? "–" : sizes.length === 0 ? "scalar" : sizes.join(" × ");
}
function trim(text) {
	return text.includes(".") && !text.includes("e") ? text.replace(/\.?0+$/, "") : text;
}
function minus(text) {
	return text.startsWith("-") ? `−${text.slice(1)}` : text;
}
// src/parts/download.ts
/** Gives a file to the person without asking the server for it. */
function saveText(name, text, type = "text/plain") {
	saveBlob(name, new Blob([text], { type }));
}
function saveBlob(name, blob) {
	const url = URL.createObjectURL(blob);
	const link = document.createElement("a");
	link.href = url;
	link.download = name;
	document.body.append(link);
	link.click();
	link.remove();
	setTimeout(() => URL.revokeObjectURL(url), 1e4);
}
function saveCanvas(name, canvas) {
	canvas.toBlob((blob) => {
		if (blob !== null) saveBlob(name, blob);
	});
}
/** Comma-separated values; a text that a spreadsheet would take for a formula is kept a text. */
function csv(rows) {
	return rows.map((row) => row.map(field).join(",")).join("\r\n") + "\r\n";
}
function field(value) {
	if (value === null || value === void 0) return "";
	if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
	const text = /^[=+\-@\t]/.test(value) ? `'${value}` : value;
	return /[",\r\n]/.test(text) ? `"${text.replaceAll("\"", "\"\"")}"` : text;
}
function fileName(...parts) {
	return parts.join("-").replace(/[^\w.-]+/g, "_").slice(0, 120);
}
// src/parts/parts.tsx
function Panel(props) {
	return /* @__PURE__ */ a("section", {
		class: `panel ${props.class ?? ""}`,
		"aria-label": props.title,
		children: [/* @__PURE__ */ a("header", { children: [
			/* @__PURE__ */ a("h2", { children: props.title }),
			props.hint !== void 0 && /* @__PURE__ */ a("span", {
				class: "hint",
				children: props.hint
			}),
			props.actions !== void 0 && /* @__PURE__ */ a("div", {
				class: "row push",
				children: props.actions
			})
		] }), /* @__PURE__ */ a("div", {
			class: props.tight === true ? "body tight" : "body",
			children: props.children
		})]
	});
}
/** What is not there, why, and what brings it. */
function Empty(props) {
	return /* @__PURE__ */ a("div", {
		class: "empty",
		role: "status",
		children: [/* @__PURE__ */ a("strong", { children: props.title }), props.children]
	});
}
function Problem(props) {
	return /* @__PURE__ */ a("div", {
		class: "notice bad",
		role: "alert",
		children: props.text
	});
}
function Problems(props) {
	if (props.list === void 0 || props.list.length === 0) return null;
	const shown = props.list.slice(0, 5);
	return /* @__PURE__ */ a("div", {
		class: "notice warn",
		role: "status",
		children: [shown.map((line, index) => /* @__PURE__ */ a("div", { children: line }, index)), props.list.length > shown.length && /* @__PURE__ */ a("div", { children: [
			"and ",
			props.list.length - shown.length,
			" more"
		] })]
	});
}
/** The three states that every picture has before it has data. */
function Loaded(props) {
	const { data, error } = props.of;
	if (data !== null) return /* @__PURE__ */ a($, { children: [error !== null && /* @__PURE__ */ a(Problem, { text: `${error} What is shown is from before.` }), props.children(data)] });
	if (error !== null) return /* @__PURE__ */ a(Problem, { text: error });
	return /* @__PURE__ */ a("div", {
		class: "empty",
		role: "status",
		children: [
			"Reading ",
			props.what,
			" …"
		]
	});
}
function Chip(props) {
	return /* @__PURE__ */ a("span", {
		class: `chip ${props.state}`,
		children: stateText(props.state)
	});
}
function stateText(state) {
	switch (state) {
		case "usercanceled": return "killed by user";
		case "syscanceled": return "killed by a limit";
		case "earlystopped": return "stopped early";
		default: return state;
	}
}
function Facts(props) {
	return /* @__PURE__ */ a("dl", {
		class: "facts",
		children: props.of.map((row) => row !== null && /* @__PURE__ */ a($, { children: [/* @__PURE__ */ a("dt", { children: row[0] }), /* @__PURE__ */ a("dd", { children: row[1] })] }))
	});
}
function Tile(props) {
	return /* @__PURE__ */ a("div", {
		class: "tile",
		children: [/* @__PURE__ */ a("span", { children: props.label }), /* @__PURE__ */ a("b", { children: props.children })]
	});
}
function SwatchMark(props) {
	const swatch = props.swatch;
	return /* @__PURE__ */ a("span", {
		class: swatch?.hatched === true ? "swatch hatched" : "swatch",
		style: { backgroundColor: swatch?.colour ?? "var(--border)" },
		"aria-hidden": "true"
	});
}
function Legend(props) {
	return /* @__PURE__ */ a("div", {
		class: "legend",
		"aria-label": "Colours of the operations",
		role: "group",
		children: props.names.map((name) => /* @__PURE__ */ a("span", { children: [/* @__PURE__ */ a(SwatchMark, { swatch: props.colours.get(name) }), name] }, name))
	});
}
function Menu(props) {
	return /* @__PURE__ */ a("details", {
		class: "menu",
		onClick: (event) => {
			if (event.target instanceof Element && event.target.closest("div button, div a") !== null) event.currentTarget.open = false;
		},
		children: [/* @__PURE__ */ a("summary", { children: props.label }), /* @__PURE__ */ a("div", { children: props.children })]
	});
}
// src/charts/line-chart.tsx
/** Lines over one axis, with their values under the pointer, as a table, and as files. */
function LineChart(props) {
	const host = T(null);
	const plot = T(null);
	const table = useSignal(false);
	const latest = T(props);
	latest.current = props;
	const lines = (props.log === true ? props.lines.map(positive) : props.lines).filter((line) => line.x.length > 0);
	const identity = lines.map((line) => `${line.name}|${line.colour}|${line.right === true}|${line.min !== void 0}`).join("~");
	const colours = paint$1.value;
	A(() => {
		const element = host.current;
		if (element === null || lines.length === 0 || table.value) return;
		const made = new uPlot(options(latest, element.clientWidth, props.height ?? 240), align(lines), element);
		plot.current = made;
		const observer = new ResizeObserver(() => {
			if (element.clientWidth > 0) made.setSize({
				width: element.clientWidth,
				height: latest.current.height ?? 240
			});
		});
		observer.observe(element);
		return () => {
			observer.disconnect();
			made.destroy();
			plot.current = null;
		};
	}, [
		identity,
		colours,
		props.log,
		table.value,
		props.height,
		props.group
	]);
	A(() => {
		const made = plot.current;
		if (made === null) return;
		const data = align(lines);
		const xs = made.data[0];
		const scale = made.scales["x"];
		const zoomed = scale?.min != null && scale.max != null && xs.length > 0 && (scale.min > (xs[0] ?? 0) || scale.max < (xs[xs.length - 1] ?? 0));
		made.setData(data, !zoomed);
	}, [props.lines]);
	A(() => {
		plot.current?.redraw(false);
	}, [props.at, props.marks]);
	if (lines.length === 0) return /* @__PURE__ */ a(Empty, {
		title: "Nothing to draw yet.",
		children: props.empty
	});
	const rows = () => tableRows(props.xLabel, lines);
	return /* @__PURE__ */ a("div", {
		class: "chart",
		children: [/* @__PURE__ */ a("div", {
			class: "row",
			style: {
				justifyContent: "flex-end",
				marginBottom: "2px"
			},
			children: [
				/* @__PURE__ */ a("span", {
					class: "hint",
					style: { marginRight: "auto" },
					children: summary(lines)
				}),
				/* @__PURE__ */ a("button", {
					"aria-pressed": table.value,
					onClick: () => {
						table.value = !table.value;
					},
					children: "table"
				}),
				/* @__PURE__ */ a(Menu, {
					label: "Download",
					children: [/* @__PURE__ */ a("button", {
						onClick: () => saveText(`${fileName(props.name)}.csv`, csv(rows()), "text/csv"),
						children: "numbers (CSV)"
					}), /* @__PURE__ */ a("button", {
						disabled: table.value,
						onClick: () => {
							const canvas = host.current?.querySelector("canvas");
							if (canvas !== null && canvas !== void 0) saveCanvas(`${fileName(props.name)}.png`, onGround(canvas));
						},
						children: "picture (PNG)"
					})]
				})
			]
		}), table.value ? /* @__PURE__ */ a(NumberTable, {
			rows: rows(),
			name: props.name
		}) : /* @__PURE__ */ a("div", {
			ref: host,
			role: "img",
			"aria-label": `${props.name}: ${summary(lines)}. The numbers are in the table.`,
			style: { minHeight: `${props.height ?? 240}px` }
		})]
	});
}
function NumberTable(props) {
	const [head, ...body] = props.rows;
	const shown = body.slice(0, 500);
	return /* @__PURE__ */ a("div", {
		class: "scroll",
		style: { maxHeight: "320px" },
		tabIndex: 0,
		role: "region",
		"aria-label": `Numbers of ${props.name}`,
		children: [/* @__PURE__ */ a("table", {
			class: "plain",
			children: [/* @__PURE__ */ a("thead", { children: /* @__PURE__ */ a("tr", { children: head?.map((cell, i) => /* @__PURE__ */ a("th", {
				class: i === 0 ? "" : "n",
				children: cell
			}, i)) }) }), /* @__PURE__ */ a("tbody", { children: shown.map((row, i) => /* @__PURE__ */ a("tr", { children: row.map((cell, j) => /* @__PURE__ */ a("td", {
				class: typeof cell === "number" ? "n" : "",
				children: typeof cell === "number" ? number(cell) : cell ?? "–"
			}, j)) }, i)) })]
		}), shown.length < body.length && /* @__PURE__ */ a("p", {
			class: "hint",
			children: `${body.length - shown.length} more rows are in the CSV file.`
		})]
	});
}
/** What can stand on a logarithmic axis. */
function positive(line) {
	const only = (values) => values.map((value) => value !== null && value > 0 ? value : null);
	return {
		...line,
		y: only(line.y),
		...line.min === void 0 || line.max === void 0 ? {} : {
			min: only(line.min),
			max: only(line.max)
		}
	};
}
function summary(lines) {
	return `last: ${lines.slice(0, 4).map((line) => `${line.name} ${number([...line.y].reverse().find((value) => value !== null) ?? null)}`).join(", ")}${lines.length > 4 ? ` and ${lines.length - 4} more` : ""}`;
}
/** All lines over the union of their places. */
function align(lines) {
	const tables = lines.filter((line) => line.x.length > 0).map((line) => {
		const columns = [line.y];
		if (line.min !== void 0 && line.max !== void 0) columns.push(line.max, line.min);
		return [line.x, ...columns];
	});
	const [first] = tables;
	if (first === void 0) return [[]];
	return tables.length === 1 ? first : uPlot.join(tables, tables.map((table) => table.map(() => 1)));
}
function tableRows(xLabel, lines) {
	const [x, ...columns] = align(lines.map((line) => ({
		...line,
		min: void 0,
		max: void 0
	})));
	return [[xLabel, ...lines.map((line) => line.name)], ...Array.from(x ?? [], (value, row) => [value, ...columns.map((column) => column[row])])];
}
/** The picture on the ground of the page: a canvas is transparent. */
function onGround(canvas) {
	const copy = document.createElement("canvas");
	copy.width = canvas.width;
	copy.height = canvas.height;
	const context = copy.getContext("2d");
	if (context === null) return canvas;
	context.fillStyle = token("--plane");
	context.fillRect(0, 0, copy.width, copy.height);
	context.drawImage(canvas, 0, 0);
	return copy;
}
function options(latest, width, height) {
	const props = latest.current;
	const lines = props.lines.filter((line) => line.x.length > 0);
	const series = [{
		label: props.xLabel,
		value: (_, value) => number(value)
	}];
	const bands = [];
	for (const line of lines) {
		const scale = line.right === true ? "right" : "y";
		const few = line.x.length < 60;
		series.push({
			label: line.name,
			stroke: line.colour,
			width: line.width ?? 1.75,
			scale,
			spanGaps: true,
			value: (_, value) => number(value),
			points: {
				show: few || line.dots === true,
				size: line.dots === true ? line.x.length > 2e3 ? 2 : 4 : 5,
				fill: line.colour
			},
			...line.dash === void 0 ? {} : { dash: [...line.dash] },
			...line.dots === true ? { paths: () => null } : {}
		});
		if (line.min !== void 0 && line.max !== void 0) {
			const hidden = {
				scale,
				stroke: "transparent",
				width: 0,
				points: { show: false },
				spanGaps: true,
				value: (_, value) => number(value)
			};
			series.push({
				...hidden,
				label: `${line.name} highest`,
				class: "u-hidden"
			}, {
				...hidden,
				label: `${line.name} lowest`,
				class: "u-hidden"
			});
			bands.push({
				series: [series.length - 2, series.length - 1],
				fill: faded(line.colour, .16)
			});
		}
	}
	const axis = {
		stroke: token("--quiet"),
		grid: {
			stroke: token("--rule"),
			width: 1
		},
		ticks: {
			stroke: token("--rule"),
			width: 1
		},
		font: "12px system-ui, sans-serif",
		labelFont: "12px system-ui, sans-serif"
	};
	const values = (_, ticks) => ticks.map((tick) => number(tick, 3));
	return {
		width,
		height,
		series,
		bands,
		scales: {
			x: { time: false },
			y: props.log === true ? { distr: 3 } : props.range === void 0 ? {} : { range: [props.range[0], props.range[1]] }
		},
		axes: [
			{
				...axis,
				label: props.xLabel,
				labelSize: 18,
				size: 34,
				values
			},
			{
				...axis,
				label: props.yLabel,
				labelSize: 18,
				size: 58,
				values
			},
			...lines.some((line) => line.right === true) ? [{
				...axis,
				scale: "right",
				side: 1,
				label: props.rightLabel ?? "",
				labelSize: 18,
				size: 52,
				grid: { show: false },
				values
			}] : []
		],
		legend: {
			show: lines.length <= 14,
			live: true
		},
		cursor: {
			drag: {
				x: true,
				y: false
			},
			...props.group === void 0 ? {} : { sync: { key: props.group } }
		},
		hooks: {
			draw: [(plot) => drawMarks(plot, latest.current)],
			ready: [(plot) => {
				plot.over.addEventListener("click", () => {
					const { idx } = plot.cursor;
					const x = idx === null || idx === void 0 ? void 0 : plot.data[0][idx];
					if (x !== void 0) latest.current.pick?.(x);
				});
			}]
		}
	};
}
function drawMarks(plot, props) {
	const { ctx, bbox } = plot;
	const ratio = devicePixelRatio || 1;
	const line = (x, colour, dash, text) => {
		const at = plot.valToPos(x, "x", true);
		if (at < bbox.left || at > bbox.left + bbox.width) return;
		ctx.save();
		ctx.strokeStyle = colour;
		ctx.fillStyle = colour;
		ctx.lineWidth = 1.5 * ratio;
		ctx.setLineDash(dash.map((part) => part * ratio));
		ctx.beginPath();
		ctx.moveTo(at, bbox.top);
		ctx.lineTo(at, bbox.top + bbox.height);
		ctx.stroke();
		if (text !== "") {
			ctx.font = `${11 * ratio}px system-ui, sans-serif`;
			ctx.textAlign = at > bbox.left + bbox.width * .8 ? "right" : "left";
			ctx.fillText(text, at + (ctx.textAlign === "right" ? -4 : 4) * ratio, bbox.top + 11 * ratio);
		}
		ctx.restore();
	};
	for (const mark of (props.marks ?? []).slice(0, 200)) line(mark.x, token(mark.bad ? "--bad" : "--warn"), [4, 3], (props.marks ?? []).length > 6 ? "▾" : mark.text);
	if (props.at !== void 0 && props.at !== null) line(props.at, token("--accent"), [], "");
}
// src/shell/keys.tsx
var helpOpen = y(false);
var everywhere = [
	{
		keys: "g l",
		what: "list of runs and experiments"
	},
	{
		keys: "g o · g s · g a · g r · g c",
		what: "of a run: overview, supernet, alphas, result, curves"
	},
	{
		keys: "g t · g y",
		what: "of an experiment: trials, analysis"
	},
	{
		keys: "/",
		what: "search or filter"
	},
	{
		keys: "[ and ]",
		what: "one step back or forth in the history (supernet, result)"
	},
	{
		keys: "space",
		what: "play or stop the history"
	},
	{
		keys: "f · e · c",
		what: "supernet: fit, expand, collapse"
	},
	{
		keys: "arrows, Enter",
		what: "supernet: move between boxes, open and close"
	},
	{
		keys: "x",
		what: "table of trials: choose the selected trial for a comparison"
	},
	{
		keys: "?",
		what: "this list"
	}
];
var pages = {
	o: "",
	s: "supernet",
	a: "alphas",
	r: "result",
	c: "curves",
	t: "trials",
	y: "analysis"
};
var handlers = /* @__PURE__ */ new Set();
/** A page's own keys, as long as it is shown; the handler says whether it has used the key. */
function useKeys(handler) {
	const latest = T(handler);
	latest.current = handler;
	A(() => {
		const call = (event) => latest.current(event);
		handlers.add(call);
		return () => {
			handlers.delete(call);
		};
	}, []);
}
var after = "";
function watchKeys() {
	const pressed = (event) => {
		if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
		if (document.querySelector("dialog[open]") !== null) return;
		const id = place$2.value.path[0] === "source" ? place$2.value.path[1] : void 0;
		if (after === "g") {
			after = "";
			const page = pages[event.key];
			if (event.key === "l") go([]);
			else if (page !== void 0 && id !== void 0) go(page === "" ? ["source", id] : [
				"source",
				id,
				page
			]);
			else return;
			event.preventDefault();
			return;
		}
		if (event.key === "g") {
			after = "g";
			return;
		}
		if (event.key === "?") helpOpen.value = true;
		else if (event.key === "/") {
			const field = document.querySelector("input[data-search]");
			if (field === null) return;
			field.focus();
			field.select();
		} else if (![...handlers].some((handler) => handler(event))) return;
		event.preventDefault();
	};
	addEventListener("keydown", pressed);
	return () => removeEventListener("keydown", pressed);
}
function isTyping(target) {
	return target instanceof HTMLInputElement && ![
		"range",
		"checkbox",
		"button"
	].includes(target.type) || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
function Help() {
	const dialog = T(null);
	const open = helpOpen.value;
	A(() => {
		if (open) dialog.current?.showModal();
	}, [open]);
	if (!open) return null;
	return /* @__PURE__ */ a("dialog", {
		ref: dialog,
		"aria-label": "Keys",
		onClose: () => {
			helpOpen.value = false;
		},
		children: [
			/* @__PURE__ */ a("h2", { children: "Keys" }),
			/* @__PURE__ */ a("table", {
				class: "plain",
				children: /* @__PURE__ */ a("tbody", { children: everywhere.map((row) => /* @__PURE__ */ a("tr", { children: [/* @__PURE__ */ a("th", {
					scope: "row",
					children: /* @__PURE__ */ a("code", { children: row.keys })
				}), /* @__PURE__ */ a("td", { children: row.what })] }, row.keys)) })
			}),
			/* @__PURE__ */ a("p", {
				class: "hint",
				children: [
					"The address holds the view: copy it to come back to what you see. What the page draws with is listed under ",
					/* @__PURE__ */ a("a", {
						href: "./app/THIRD-PARTY-NOTICES.txt",
						target: "_blank",
						children: "licences"
					}),
					"."
				]
			}),
			/* @__PURE__ */ a("form", {
				method: "dialog",
				children: /* @__PURE__ */ a("button", {
					class: "strong",
					children: "Close"
				})
			})
		]
	});
}
// src/shell/top-bar.tsx
var pageTitle = y("");
var pageStatus = y("");
var words$1 = {
	connecting: "connecting",
	live: "live",
	polling: "asking every 2 s",
	lost: "server does not answer"
};
function TopBar() {
	return /* @__PURE__ */ a("header", {
		class: "top",
		children: [
			/* @__PURE__ */ a("a", {
				class: "brand",
				href: "#/",
				children: [/* @__PURE__ */ a("svg", {
					width: "22",
					height: "22",
					viewBox: "0 0 32 32",
					"aria-hidden": "true",
					children: [
						/* @__PURE__ */ a("rect", {
							width: "32",
							height: "32",
							rx: "7",
							fill: "#1f5fa8"
						}),
						/* @__PURE__ */ a("g", {
							fill: "none",
							stroke: "#fff",
							"stroke-width": "2.4",
							"stroke-linecap": "round",
							children: [/* @__PURE__ */ a("path", { d: "M7 16C13 16 13 8 19 8h6" }), /* @__PURE__ */ a("path", {
								d: "M7 16c6 0 6 8 12 8h6",
								opacity: ".5"
							})]
						}),
						/* @__PURE__ */ a("circle", {
							cx: "7",
							cy: "16",
							r: "3",
							fill: "#fff"
						}),
						/* @__PURE__ */ a("circle", {
							cx: "25",
							cy: "8",
							r: "3",
							fill: "#fff"
						})
					]
				}), "Board"]
			}),
			/* @__PURE__ */ a("h1", { children: pageTitle.value === "" ? "Runs and experiments" : pageTitle.value }),
			pageStatus.value !== "" && /* @__PURE__ */ a(Chip, { state: pageStatus.value }),
			/* @__PURE__ */ a("span", { class: "push" }),
			/* @__PURE__ */ a("span", {
				class: `chip ${connection.value === "live" ? "done" : connection.value}`,
				role: "status",
				title: "The connection to nasctl board",
				children: words$1[connection.value]
			}),
			/* @__PURE__ */ a("label", {
				class: "row",
				children: ["theme", /* @__PURE__ */ a("select", {
					value: theme.value,
					onChange: (event) => {
						theme.value = event.currentTarget.value;
					},
					children: [
						/* @__PURE__ */ a("option", {
							value: "auto",
							children: "auto"
						}),
						/* @__PURE__ */ a("option", {
							value: "light",
							children: "light"
						}),
						/* @__PURE__ */ a("option", {
							value: "dark",
							children: "dark"
						})
					]
				})]
			}),
			/* @__PURE__ */ a("button", {
				"aria-label": "Help and keys",
				onClick: () => {
					helpOpen.value = true;
				},
				children: "?"
			})
		]
	});
}
// src/store/sources.ts
var sources = y(null);
var sourcesError = y(null);
var meta = y(null);
function source(id) {
	return sources.value?.items.find((item) => item.id === id);
}
var busy = false;
var again = false;
async function refresh() {
	if (busy) {
		again = true;
		return;
	}
	busy = true;
	try {
		meta.value ??= await getJson("meta");
		sources.value = await getJson("sources");
		sourcesError.value = null;
	} catch (cause) {
		sourcesError.value = cause instanceof Error ? cause.message : String(cause);
	}
	busy = false;
	if (again) {
		again = false;
		setTimeout(() => void refresh(), 500);
	}
}
var last = 0;
x(() => {
	sourcesMoved.value;
	refresh();
	clearTimeout(last);
	if (sourcesMoved.value > 0) last = setTimeout(() => void refresh(), 3e3);
});
/** What moved last of one source, and how often everything was asked for anew; a change of it means that there may be something new. */
function movedOf(id) {
	return {
		id,
		...moved.value.get(id),
		resync: resyncs.value
	};
}
var canCommand = O(() => meta.value?.readOnly === false && meta.value.features.includes("commands"));
// src/model/series.ts
/** What came later behind what was there; unknown series come at the end. */
function mergeSeries(last, later) {
	const merged = new Map(last.series.map((series) => [`${series.phase} ${series.name}`, series]));
	for (const more of later.series) {
		const key = `${more.phase} ${more.name}`;
		const known = merged.get(key);
		merged.set(key, known === void 0 ? more : join(known, more));
	}
	return {
		...later,
		series: [...merged.values()],
		events: [...last.events, ...later.events]
	};
}
function join(a, b) {
	return {
		...b,
		total: Math.max(a.total + b.x.length, b.total),
		x: [...a.x, ...b.x],
		y: [...a.y, ...b.y],
		min: [...a.min, ...b.min],
		max: [...a.max, ...b.max],
		seconds: [...a.seconds, ...b.seconds]
	};
}
/** An exponential mean, as TensorBoard draws it; gaps stay gaps. */
function smooth(values, factor) {
	if (factor <= 0) return [...values];
	let mean = 0;
	let steps = 0;
	return values.map((value) => {
		if (value === null) return null;
		steps++;
		mean = factor * mean + (1 - factor) * value;
		return mean / (1 - factor ** steps);
	});
}
// src/pages/curve-groups.ts
var first$1 = [
	"loss",
	"accuracy",
	"validation accuracy",
	"learning_rate"
];
/** One chart for each quantity, with a line for each phase (and run). Losses and scores come first. */
function groupsOf(series, options = {}) {
	const groups = /* @__PURE__ */ new Map();
	const over = /* @__PURE__ */ new Map();
	for (const one of series) {
		if (one.phase === "rollback" || one.phase === "collapse") continue;
		const generation = series.find((other) => other.phase === one.phase && other.name === "generation" && other.x.length === one.x.length);
		if (generation !== void 0) {
			if (generation === one) continue;
			const name = `${one.phase}: ${/best|mean|score/.test(one.name) ? "score" : "counts"}`;
			const lines = groups.get(name) ?? [];
			groups.set(name, lines);
			over.set(name, "generation");
			lines.push({
				name: options.run === void 0 ? one.name : `${options.run} · ${one.name}`,
				colour: lineColour(options.colour ?? lines.length),
				x: generation.y.map((value) => value ?? 0),
				y: one.y,
				...options.run !== void 0 && one.name !== "best" ? { dash: [6, 3] } : {}
			});
			continue;
		}
		const lines = groups.get(one.name) ?? [];
		groups.set(one.name, lines);
		const dense = one.total > one.x.length || (options.smoothing ?? 0) > 0;
		const seconds = options.wall === true && one.seconds.length === one.x.length;
		const index = options.colour ?? lines.length;
		lines.push({
			name: options.run === void 0 ? one.phase : `${options.run} · ${one.phase}`,
			colour: lineColour(index),
			x: seconds ? one.seconds.map((value) => value ?? 0) : one.x,
			y: smooth(one.y, options.smoothing ?? 0),
			...dense ? {
				min: one.min,
				max: one.max
			} : {},
			...options.run !== void 0 && one.phase !== "train" ? { dash: one.phase === "validation" ? [6, 3] : [2, 3] } : {}
		});
	}
	const rank = (name) => {
		const known = first$1.indexOf(name);
		return known >= 0 ? known : /loss/.test(name) ? .5 : /acc|score|reward/.test(name) ? 1.5 : 10;
	};
	return [...groups].map(([name, lines]) => {
		const unit = over.get(name);
		return unit === void 0 ? {
			name,
			lines
		} : {
			name,
			lines,
			over: unit
		};
	}).sort((a, b) => rank(a.name) - rank(b.name));
}
function eventMarks(events) {
	return events.filter((event) => event.phase !== "collapse").map((event) => ({
		x: event.step,
		text: event.phase,
		bad: true
	}));
}
var containers = /^(ModuleList|ModuleDict|CandidateList)\b/;
function buildTree(net) {
	const { modules, operations } = net;
	const own = modules.map(() => []);
	operations.forEach((operation, index) => own[operation.module]?.push(index));
	const below = modules.map(() => []);
	modules.forEach((module, index) => {
		if (module.parent >= 0) below[module.parent]?.push(index);
	});
	const size = new Int32Array(modules.length);
	for (let m = modules.length - 1; m >= 0; m--) {
		size[m] = (size[m] ?? 0) + (own[m]?.length ?? 0);
		const parent = modules[m]?.parent ?? -1;
		if (parent >= 0) size[parent] = (size[parent] ?? 0) + (size[m] ?? 0);
	}
	const leads = modules.map((facts) => operations.length === 0 && (facts.choice >= 0 || facts.candidate >= 0));
	for (let m = modules.length - 1; m > 0; m--) if (leads[m] === true) leads[modules[m]?.parent ?? 0] = true;
	const earliest = modules.map((_, index) => own[index]?.[0]);
	for (let m = modules.length - 1; m > 0; m--) {
		const parent = modules[m]?.parent ?? -1;
		const [here, above] = [earliest[m], earliest[parent]];
		if (here !== void 0 && parent >= 0 && (above === void 0 || here < above)) earliest[parent] = here;
	}
	const boxes = [];
	const boxOf = new Int32Array(operations.length).fill(-1);
	const add = (kind, parent, label, detail, module, operation, facts) => {
		const candidateOf = facts !== void 0 && facts.candidate >= 0 ? choiceAbove(modules, module) : -1;
		const labels = candidateOf >= 0 ? net.choices[candidateOf]?.labels : void 0;
		const box = {
			id: boxes.length,
			kind,
			parent: parent?.id ?? -1,
			depth: parent === void 0 ? 0 : parent.depth + 1,
			label: labels?.[facts?.candidate ?? -1] ?? label,
			detail,
			path: facts?.path ?? "",
			children: [],
			choice: facts?.choice ?? -1,
			candidateOf,
			candidate: candidateOf >= 0 ? facts?.candidate ?? -1 : -1,
			module,
			operation,
			operations: 0,
			choices: [],
			inPorts: [],
			outPorts: [],
			edges: []
		};
		boxes.push(box);
		parent?.children.push(box.id);
		return box;
	};
	const visit = (m, parent, prefix = "") => {
		const facts = modules[m];
		if (facts === void 0) return;
		const mine = own[m] ?? [];
		const kept = (below[m] ?? []).filter((child) => (size[child] ?? 0) > 0 || leads[child] === true || isShownEmpty(modules[child]));
		const decides = facts.choice >= 0 || facts.candidate >= 0;
		if (parent !== void 0 && !decides && mine.length === 0 && containers.test(facts.type)) {
			for (const child of kept) visit(child, parent, `${prefix}${facts.name}.`);
			return;
		}
		const label = facts.name === "" ? facts.type : `${prefix}${facts.name}`;
		if (parent !== void 0 && kept.length === 0 && mine.length <= 1) {
			const leaf = add("operation", parent, facts.type, label, m, mine[0] ?? -1, facts);
			if (mine[0] !== void 0) boxOf[mine[0]] = leaf.id;
			return;
		}
		const box = add("group", parent, parent === void 0 ? facts.type : label, facts.type, m, -1, facts);
		let before = -1;
		const inside = kept.map((child) => ({
			first: before = earliest[child] ?? before,
			module: child
		}));
		const parts = [...mine.map((o) => ({
			first: o,
			module: -1
		})), ...inside].sort((a, b) => a.first - b.first || a.module - b.module);
		for (const part of parts) if (part.module >= 0) visit(part.module, box);
		else {
			const operation = add("operation", box, operations[part.first]?.name ?? "", "", m, part.first);
			boxOf[part.first] = operation.id;
		}
	};
	visit(0, void 0);
	const places = net.choices.map(() => []);
	for (const box of boxes) if (box.choice >= 0) places[box.choice]?.push(box.id);
	const inputs = operations.map(() => []);
	const readers = operations.map(() => []);
	for (const link of net.links) {
		inputs[link.to]?.push(link.from);
		readers[link.from]?.push(link.to);
	}
	const tree = {
		boxes,
		root: 0,
		net,
		boxOf,
		places,
		inputs,
		readers
	};
	countInside(boxes);
	joinLines(tree);
	return tree;
}
function isShownEmpty(facts) {
	return facts !== void 0 && (facts.choice >= 0 || facts.candidate >= 0);
}
function choiceAbove(modules, module) {
	for (let m = modules[module]?.parent ?? -1; m >= 0; m = modules[m]?.parent ?? -1) {
		const choice = modules[m]?.choice ?? -1;
		if (choice >= 0) return choice;
	}
	return -1;
}
function countInside(boxes) {
	for (let i = boxes.length - 1; i >= 0; i--) {
		const box = boxes[i];
		if (box === void 0) continue;
		if (box.operation >= 0) box.operations++;
		const inside = new Set(box.choices);
		if (box.choice >= 0) inside.add(box.choice);
		box.choices = [...inside].sort((a, b) => a - b);
		const parent = boxes[box.parent];
		if (parent === void 0) continue;
		parent.operations += box.operations;
		parent.choices = [...parent.choices, ...box.choices];
	}
}
/** Breaks each line between two operations at the borders of the boxes between them. */
function joinLines(tree) {
	const { boxes, net } = tree;
	const seen = boxes.map(() => /* @__PURE__ */ new Set());
	const inAt = boxes.map(() => /* @__PURE__ */ new Map());
	const outAt = boxes.map(() => /* @__PURE__ */ new Map());
	const port = (group, ports, producer) => {
		const list = (ports === group.inPorts ? inAt : outAt)[group.id];
		let at = list?.get(producer);
		if (at === void 0) {
			at = Math.min(ports.length, 7);
			if (ports.length < 8) ports.push(producer);
			list?.set(producer, at);
		}
		return -1 - at;
	};
	const draw = (group, from, to, producer, choice, candidate) => {
		const key = pieceKey(from, to, choice, candidate);
		if (seen[group.id]?.has(key) === true) return;
		seen[group.id]?.add(key);
		group.edges.push({
			from,
			to,
			producer,
			choice,
			candidate
		});
	};
	for (const link of net.links) followLink(tree, link, port, draw);
}
/** What tells the lines of one group apart. */
function pieceKey(from, to, choice, candidate) {
	return `${from}>${to}>${choice}>${candidate}`;
}
/** Visits the pieces of a link: one at each border on the way from its ends up to the group that holds both, and one in that group. */
function followLink(tree, link, port, draw) {
	const { boxes, boxOf } = tree;
	const piece = (group, from, to, producer, choice, candidate) => {
		const touched = [to, from].map((id) => boxes[id]).find((box) => box !== void 0 && box.candidate >= 0);
		if (touched !== void 0) [choice, candidate] = [touched.candidateOf, touched.candidate];
		draw(group, from, to, producer, choice, candidate);
	};
	const connect = (producer, start, end, choice, candidate) => {
		let [a, b] = [start, end];
		while (a.parent !== b.parent) {
			const group = boxes[a.depth >= b.depth ? a.parent : b.parent];
			if (group === void 0) return;
			if (a.depth >= b.depth) {
				piece(group, a.id, port(group, group.outPorts, producer), producer, choice, candidate);
				a = group;
			} else {
				piece(group, port(group, group.inPorts, producer), b.id, producer, choice, candidate);
				b = group;
			}
		}
		const group = boxes[a.parent];
		if (group !== void 0 && a !== b) piece(group, a.id, b.id, producer, choice, candidate);
	};
	const [start, end] = [boxes[boxOf[link.from] ?? -1], boxes[boxOf[link.to] ?? -1]];
	if (start === void 0 || end === void 0) return;
	const place = link.candidate < 0 ? void 0 : choicePlace(tree, end);
	const empty = emptyCandidate(tree, place, link.candidate);
	if (empty !== void 0) {
		connect(link.from, start, empty, -1, -1);
		connect(link.from, empty, end, -1, -1);
	} else connect(link.from, start, end, place?.choice ?? -1, place === void 0 ? -1 : link.candidate);
}
/** The box of a candidate that computes nothing. */
function emptyCandidate(tree, place, candidate) {
	return place?.children.map((id) => tree.boxes[id]).find((box) => box !== void 0 && box.candidate === candidate && box.operations === 0);
}
/** The box of the choice whose candidates are joined at a box: itself or the one around it. */
function choicePlace(tree, join) {
	if (join.choice >= 0) return join;
	const around = tree.boxes[join.parent];
	return around !== void 0 && around.choice >= 0 ? around : void 0;
}
// src/model/history.ts
/** Reads a line of JSON and the frames behind it; what is cut off is left out. */
function readHistory(buffer) {
	const bytes = new Uint8Array(buffer);
	const end = bytes.indexOf(10);
	const header = JSON.parse(new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end)));
	const slots = header.slots ?? 0;
	if (!header.available || slots === 0) return {
		header,
		history: null
	};
	const width = header.dtype === "u16" ? 2 : 4;
	const frames = Math.min(header.steps?.length ?? 0, Math.floor((bytes.length - end - 1) / (slots * width)));
	if (frames === 0) return {
		header,
		history: null
	};
	const view = new DataView(buffer, end + 1);
	const values = new Float32Array(frames * slots);
	const scale = header.scale === void 0 || header.scale === 0 ? 65535 : header.scale;
	for (let i = 0; i < values.length; i++) values[i] = width === 2 ? view.getUint16(2 * i, true) / scale : view.getFloat32(4 * i, true);
	return {
		header,
		history: {
			steps: (header.steps ?? []).slice(0, frames),
			seconds: (header.seconds ?? []).slice(0, frames),
			slots,
			values,
			kind: header.kind === "visits" ? "visits" : "weights",
			generation: header.generation ?? "",
			total: header.total,
			choices: header.choices ?? []
		}
	};
}
/** The frames of a later answer behind those that are there. */
function append(history, later) {
	if (later.slots !== history.slots || later.generation !== history.generation) return later;
	const last = history.steps[history.steps.length - 1] ?? -Infinity;
	const skip = later.steps.findIndex((step) => step > last);
	if (skip < 0) return {
		...history,
		total: later.total
	};
	const values = new Float32Array(history.values.length + later.values.length - skip * later.slots);
	values.set(history.values);
	values.set(later.values.subarray(skip * later.slots), history.values.length);
	return {
		...later,
		steps: [...history.steps, ...later.steps.slice(skip)],
		seconds: [...history.seconds, ...later.seconds.slice(skip)],
		values
	};
}
/** The number of the last frame not after a step; 0 when all are after it. */
function frameAt(history, step) {
	let [low, high] = [0, history.steps.length - 1];
	while (low < high) {
		const middle = low + high + 1 >> 1;
		if ((history.steps[middle] ?? Infinity) <= step) low = middle;
		else high = middle - 1;
	}
	return Math.max(0, low);
}
function weight(history, frame, slot) {
	return history.values[frame * history.slots + slot] ?? NaN;
}
/** The candidate with the largest weight, or -1 when none has one. */
function strongest(history, frame, choice) {
	let best = -1;
	let most = -Infinity;
	for (let i = 0; i < choice.labels.length; i++) {
		const value = weight(history, frame, choice.offset + i);
		if (value > most) [best, most] = [i, value];
	}
	return best;
}
/** What the weights leave for "none": 1 less their sum, where that is more than rounding. */
function remainder(history, frame, choice) {
	if (choice.kind !== "layer") return 0;
	let sum = 0;
	for (let i = 0; i < choice.labels.length; i++) {
		const value = weight(history, frame, choice.offset + i);
		if (Number.isFinite(value)) sum += value;
	}
	return sum > 0 && sum < .995 ? 1 - sum : 0;
}
/** Entropy of the weights, 0 when one has everything, 1 when all are equal; NaN without weights. */
function entropy(history, frame, choice) {
	let sum = 0;
	const size = choice.labels.length;
	for (let i = 0; i < size; i++) sum += Math.max(0, weight(history, frame, choice.offset + i));
	if (!(sum > 0) || size < 2) return size < 2 ? 0 : NaN;
	let result = 0;
	for (let i = 0; i < size; i++) {
		const p = Math.max(0, weight(history, frame, choice.offset + i)) / sum;
		if (p > 0) result -= p * Math.log(p);
	}
	return result / Math.log(size);
}
/** What deriving throws away: 1 less the weights of the candidates that would be kept; NaN where a choice has no weights, or may keep any number. */
function gap$1(history, frame, choice) {
	const size = choice.labels.length;
	const wanted = choice.kind === "layer" ? 1 : choice.pick;
	if (wanted === null || wanted >= size) return NaN;
	let [sum, missing] = [0, true];
	for (const index of kept(history, frame, choice)) {
		sum += weight(history, frame, choice.offset + index);
		missing = false;
	}
	return missing ? NaN : Math.min(1, Math.max(0, 1 - sum));
}
/** The mean over the choices that have a value. */
function meanOver(choices, value) {
	let [sum, number] = [0, 0];
	for (const choice of choices) {
		const one = value(choice);
		if (!Number.isFinite(one)) continue;
		sum += one;
		number++;
	}
	return number === 0 ? NaN : sum / number;
}
/** The candidates that would be kept: the strongest ones, as many as the choice keeps; of a choice that keeps any number those of at least a half. */
function kept(history, frame, choice) {
	const all = choice.labels.map((_, index) => ({
		index,
		value: weight(history, frame, choice.offset + index)
	})).filter((c) => Number.isFinite(c.value));
	const wanted = choice.kind === "layer" ? 1 : choice.pick;
	if (wanted === null) return all.filter((c) => c.value >= .5).map((c) => c.index);
	return all.sort((a, b) => b.value - a.value || a.index - b.index).slice(0, wanted).map((c) => c.index).sort((a, b) => a - b);
}
// src/model/supernet.ts
/** `latency (ms)` for `latency_ms`. */
function costName(costs) {
	return costs.name === "flops" ? "multiply-adds" : costs.name.replace(/_ms$/, " (ms)").replaceAll("_", " ");
}
/** Rows from the columns that the server sends; what points nowhere is left out. The network's input and output become operations of the model. */
function readSupernet(columns) {
	const { modules: m, operators: o, edges: e } = columns;
	const modules = m.path.map((path, index) => {
		const parent = index === 0 ? -1 : Math.min(index - 1, m.parent[index] ?? 0);
		const above = m.path[parent] ?? "";
		return {
			parent,
			path,
			name: above !== "" && path.startsWith(`${above}.`) ? path.slice(above.length + 1) : path,
			type: m.type[index] ?? "",
			parameters: m.parameters[index] ?? null,
			flops: m.flops[index] ?? null,
			choice: m.choice[index] ?? -1,
			candidate: m.candidate[index] ?? -1
		};
	});
	const operations = o.name.map((name, index) => ({
		module: Math.max(0, o.module[index] ?? 0),
		name,
		shape: columns.shapes[o.shape[index] ?? -1] ?? null,
		parameters: o.parameters[index] ?? null,
		flops: o.flops[index] ?? null
	}));
	const links = [];
	const real = operations.length;
	if (real > 0) {
		operations.push({
			module: 0,
			name: "input",
			shape: columns.inputs?.[0] ?? null,
			parameters: 0,
			flops: 0
		});
		if (columns.outputs !== null && columns.outputs.length > 0) operations.push({
			module: 0,
			name: "output",
			shape: operations[columns.outputs[0] ?? -1]?.shape ?? null,
			parameters: 0,
			flops: 0
		});
	}
	e.from.forEach((from, index) => {
		const to = e.to[index] ?? -1;
		if (to < 0 || to >= real || from >= real) return;
		links.push({
			from: from < 0 ? real : from,
			to,
			candidate: e.candidate[index] ?? -1
		});
	});
	if (operations.length > real + 1) {
		for (const from of columns.outputs ?? []) if (from >= 0 && from < real) links.push({
			from,
			to: real + 1,
			candidate: -1
		});
	}
	return {
		modules,
		operations,
		links,
		choices: columns.choices.map((choice) => ({
			key: choice.key,
			kind: choice.kind === "input" ? "input" : "layer",
			labels: spokenLabels(columns, choice),
			names: choice.candidates,
			when: choice.when ?? [],
			pick: choice.chosen,
			skip: choice.skip ?? choice.candidates.map(() => false),
			offset: choice.offset
		}))
	};
}
/** The names of the candidates; where these are only numbers, what they are: `0 SepConv 3x3`. */
function spokenLabels(columns, choice) {
	if (choice.kind === "input") return choice.candidates.map((name, index) => name === "" ? `input ${index}` : name);
	const place = choice.places?.[0];
	if (place === void 0 || !choice.candidates.every((name) => /^\d+$/.test(name))) return choice.candidates;
	const { path, type, candidate } = columns.modules;
	const above = path[place] ?? "";
	return choice.candidates.map((name, index) => {
		const module = candidate.findIndex((value, row) => value === index && row > place && (path[row] ?? "").startsWith(`${above}.`));
		if (module < 0) return name;
		const at = path[module] ?? "";
		const [largest] = columns.operators.module.flatMap((row, operator) => {
			const inside = path[row] ?? "";
			const label = columns.operators.label?.[operator] ?? "";
			return label !== "" && (inside === at || inside.startsWith(`${at}.`)) ? [{
				label,
				name: columns.operators.name[operator] ?? ""
			}] : [];
		}).sort((a, b) => (parseInt(b.label, 10) || 0) - (parseInt(a.label, 10) || 0));
		const separable = type.some((name, row) => /separable/i.test(name) && (path[row] ?? "").startsWith(`${at}.`));
		const branch = /^(Conv|Pool)Branch$/.exec(type[module] ?? "");
		const pool = largest !== void 0 && /pool/.test(largest.name) && !/pool2d/i.test(type[module] ?? "") ? ` ${largest.name.replace(/_?pool2d/, "")}` : "";
		if (branch !== null) return `${name}${branch[1] === "Conv" ? `${separable ? " sep" : ""} conv` : `${pool} pool`}${largest === void 0 ? "" : ` ${largest.label}`}`;
		return `${name} ${(type[module] ?? "").replace(/2d$|(?<=Conv)Norm$/, "")}${pool}${largest === void 0 || largest.label === "1x1" ? "" : ` ${largest.label}`}`;
	});
}
// src/charts/sparkline.tsx
/** A small line without axes above a slider; the numbers are told elsewhere. */
function Sparkline(props) {
	const { values } = props;
	const path = w(() => {
		const known = values.filter((value) => value !== null && Number.isFinite(value));
		if (known.length < 2) return "";
		const [low, high] = [Math.min(...known), Math.max(...known)];
		const stride = Math.max(1, Math.floor(values.length / 600));
		let text = "";
		for (let i = 0; i < values.length; i += stride) {
			const value = values[i];
			if (value === null || value === void 0 || !Number.isFinite(value)) continue;
			const y = high === low ? 12 : 22 - 20 * (value - low) / (high - low);
			text += `${text === "" ? "M" : "L"}${(1e3 * i / Math.max(1, values.length - 1)).toFixed(1)} ${y.toFixed(1)}`;
		}
		return text;
	}, [values]);
	if (path === "") return null;
	const x = 1e3 * props.at / Math.max(1, values.length - 1);
	return /* @__PURE__ */ a("svg", {
		viewBox: "0 0 1000 24",
		preserveAspectRatio: "none",
		height: "20",
		width: "100%",
		"aria-hidden": "true",
		children: [
			/* @__PURE__ */ a("title", { children: props.name }),
			/* @__PURE__ */ a("path", {
				d: path,
				fill: "none",
				stroke: "var(--accent)",
				"stroke-width": "1.5",
				"vector-effect": "non-scaling-stroke"
			}),
			/* @__PURE__ */ a("line", {
				x1: x,
				x2: x,
				y1: "0",
				y2: "24",
				stroke: "var(--warn)",
				"stroke-width": "1.5",
				"vector-effect": "non-scaling-stroke"
			})
		]
	});
}
// src/parts/timeline.tsx
/** The frame that the address names by its step; the newest when it names none. */
function currentFrame(history) {
	if (history === null) return 0;
	const text = query.value.get("step");
	const step = text === void 0 ? NaN : Number(text);
	return Number.isFinite(step) ? frameAt(history, step) : history.steps.length - 1;
}
function setFrame(history, frame) {
	const last = history.steps.length - 1;
	const at = Math.min(last, Math.max(0, frame));
	remember({ step: at === last ? null : String(history.steps[at]) });
}
/** Through the history of a run: every record can be reached, by pointer, by arrow keys and by playing. */
function Timeline(props) {
	const { history } = props;
	const playing = useSignal(false);
	const latest = T(history);
	latest.current = history;
	const frame = currentFrame(history);
	const last = history.steps.length - 1;
	A(() => {
		if (!playing.value) return;
		let handle = 0;
		let before = performance.now();
		const tick = (now) => {
			const h = latest.current;
			const end = h.steps.length - 1;
			const wait = Math.max(16, 12e3 / Math.max(1, end));
			if (now - before >= wait - 4) {
				const stride = Math.max(1, Math.round((now - before) * end / 12e3));
				before = now;
				const next = currentFrame(h) + stride;
				setFrame(h, next);
				if (next >= end) {
					playing.value = false;
					return;
				}
			}
			handle = requestAnimationFrame(tick);
		};
		handle = requestAnimationFrame(tick);
		return () => cancelAnimationFrame(handle);
	}, [playing.value]);
	const play = () => {
		if (!playing.value && frame >= last) setFrame(history, 0);
		playing.value = !playing.value;
	};
	useKeys((event) => {
		if (event.key === "[") setFrame(history, frame - 1);
		else if (event.key === "]") setFrame(history, frame + 1);
		else if (event.key === " " && !(event.target instanceof HTMLButtonElement || event.target instanceof HTMLAnchorElement)) play();
		else return false;
		return true;
	});
	const step = history.steps[frame] ?? 0;
	const words = `step ${count(step)}, record ${count(frame + 1)} of ${count(last + 1)}`;
	return /* @__PURE__ */ a("div", {
		class: "timeline",
		children: [
			/* @__PURE__ */ a("button", {
				onClick: play,
				"aria-pressed": playing.value,
				disabled: last < 1,
				children: playing.value ? "❚❚ stop" : "▶ play"
			}),
			/* @__PURE__ */ a("button", {
				"aria-label": "One record back",
				disabled: frame <= 0,
				onClick: () => setFrame(history, frame - 1),
				children: "‹"
			}),
			/* @__PURE__ */ a("button", {
				"aria-label": "One record forth",
				disabled: frame >= last,
				onClick: () => setFrame(history, frame + 1),
				children: "›"
			}),
			/* @__PURE__ */ a("div", {
				style: {
					flex: "1",
					minWidth: "140px",
					display: "grid"
				},
				children: [props.spark !== void 0 && /* @__PURE__ */ a(Sparkline, {
					values: props.spark,
					at: frame,
					name: props.sparkName ?? ""
				}), /* @__PURE__ */ a("input", {
					type: "range",
					min: 0,
					max: last,
					step: 1,
					value: frame,
					"aria-label": "Moment of the history",
					"aria-valuetext": words,
					onInput: (event) => {
						playing.value = false;
						setFrame(history, Number(event.currentTarget.value));
					}
				})]
			}),
			/* @__PURE__ */ a("output", { children: [
				"step ",
				count(step),
				" ",
				/* @__PURE__ */ a("span", {
					class: "hint",
					children: [
						"· ",
						count(frame + 1),
						"/",
						count(last + 1),
						typeof history.seconds[frame] === "number" ? ` · ${duration(history.seconds[frame])}` : ""
					]
				})
			] }),
			/* @__PURE__ */ a("button", {
				disabled: frame >= last,
				onClick: () => setFrame(history, last),
				title: "Show the newest record, and follow the run",
				children: "latest"
			})
		]
	});
}
// src/store/run.ts
function useNet(id) {
	const news = movedOf(id);
	return useResource(id, `${news.supernet ?? ""}/${news.resync}`, async (_, abort) => {
		const answer = await getJson(`runs/${encodeURIComponent(id)}/supernet`, abort);
		if (!answer.available) return { missing: answer.reason ?? "The run has not written its network yet." };
		const tree = buildTree(readSupernet(answer));
		const labels = [...new Set(tree.net.choices.filter((choice) => choice.kind === "layer").flatMap((choice) => choice.labels))];
		return {
			answer,
			tree,
			colours: swatches(labels),
			labels
		};
	});
}
function useHistory(id) {
	const news = movedOf(id);
	return useResource(id, `${news.weights ?? ""}/${news.supernet ?? ""}/${news.resync}`, async (last, abort) => {
		const run = encodeURIComponent(id);
		if (last !== null && "history" in last) {
			const more = readHistory(await getBytes(`runs/${run}/weights?from=${last.history.total}&maxFrames=20000`, abort));
			if (more.history !== null && more.history.generation === last.history.generation) return { history: append(last.history, more.history) };
			if (more.header.available && more.header.frames === 0 && more.header.generation === last.history.generation) return last;
		}
		const all = readHistory(await getBytes(`runs/${run}/weights?maxFrames=20000`, abort));
		return all.history === null ? { missing: all.header.reason ?? "The run has not written any weights yet." } : { history: all.history };
	});
}
function useSeries(id, max = 1500) {
	const news = id === null ? void 0 : movedOf(id);
	return useResource(id, `${news?.metrics ?? ""}/${news?.resync ?? 0}`, async (last, abort) => {
		const since = last === null ? 0 : last.cursor;
		const answer = await getJson(`runs/${encodeURIComponent(id ?? "")}/series?max=${max}&since=${since}`, abort);
		return last === null || answer.reset ? answer : mergeSeries(last, answer);
	});
}
function useHealth(id) {
	const news = movedOf(id);
	return useResource(id, `${news.weights ?? ""}/${news.metrics ?? ""}/${news.resync}`, (_, abort) => getJson(`runs/${encodeURIComponent(id)}/health?max=2000`, abort));
}
function useHistoryData(resource) {
	return useComputed(() => {
		const data = resource.value.data;
		return data !== null && "history" in data ? data.history : null;
	});
}
/** What the method would derive at the moment that is shown, by key; null while the slider moves and the answer is awaited. */
function useTaken(id, history) {
	const step = history === null ? null : history.steps[currentFrame(history)] ?? null;
	const rested = useSignal(null);
	A(() => {
		const timer = setTimeout(() => {
			rested.value = step;
		}, 150);
		return () => clearTimeout(timer);
	}, [step]);
	const answer = useResource(rested.value === null ? null : `${id} ${rested.value}`, movedOf(id).resync, async (_, abort) => {
		const data = await getJson(`runs/${encodeURIComponent(id)}/architecture?step=${rested.value ?? 0}`, abort);
		return new Map(data.available ? Object.entries(data.selected) : []);
	});
	return rested.value === step ? answer.value.data : null;
}
// src/pages/curves.tsx
/** Losses, metrics and learning rates of one run. */
function CurvesPage(props) {
	const { source } = props;
	const series = useSeries(source.id);
	return /* @__PURE__ */ a(Loaded, {
		of: series.value,
		what: "the curves",
		children: (data) => /* @__PURE__ */ a("div", {
			class: "grid",
			children: [
				/* @__PURE__ */ a(Problems, { list: data.problems }),
				/* @__PURE__ */ a(CurveTools, {}),
				data.series.length === 0 ? /* @__PURE__ */ a(Empty, {
					title: "No numbers yet.",
					children: [
						"The run writes its first line of ",
						/* @__PURE__ */ a("code", { children: "metrics.jsonl" }),
						" after its first steps."
					]
				}) : /* @__PURE__ */ a("div", {
					class: "grid two",
					children: groupsOf(data.series, curveOptions()).map((group) => /* @__PURE__ */ a(Panel, {
						title: group.name,
						hint: group.over === void 0 ? `${count(data.series.filter((s) => s.name === group.name).reduce((sum, s) => sum + s.total, 0))} points` : `over the ${group.over}s`,
						children: /* @__PURE__ */ a(LineChart, {
							name: `${source.name} ${group.name}`,
							xLabel: group.over ?? (query.value.get("x") === "time" ? "seconds" : "step"),
							yLabel: group.name,
							lines: group.lines,
							marks: query.value.get("x") === "time" || group.over !== void 0 ? [] : eventMarks(data.events),
							log: query.value.get("log") === "1",
							empty: "",
							...group.over === void 0 ? { group: source.id } : {}
						})
					}, group.name))
				}),
				data.events.length > 0 && /* @__PURE__ */ a(Panel, {
					title: "Collapse guard",
					hint: "what it measured, and where it took the search back",
					children: /* @__PURE__ */ a("table", {
						class: "plain",
						children: [/* @__PURE__ */ a("thead", { children: /* @__PURE__ */ a("tr", { children: [
							/* @__PURE__ */ a("th", {
								class: "n",
								children: "step"
							}),
							/* @__PURE__ */ a("th", { children: "event" }),
							/* @__PURE__ */ a("th", { children: "values" })
						] }) }), /* @__PURE__ */ a("tbody", { children: data.events.map((event, index) => /* @__PURE__ */ a("tr", { children: [
							/* @__PURE__ */ a("td", {
								class: "n",
								children: count(event.step)
							}),
							/* @__PURE__ */ a("td", { children: event.phase === "collapse" ? "measured" : event.phase }),
							/* @__PURE__ */ a("td", { children: Object.entries(event.values).map(([k, v]) => `${k.replaceAll("_", " ")} ${number(v)}`).join(", ") })
						] }, index)) })]
					})
				})
			]
		})
	});
}
function curveOptions() {
	return {
		smoothing: Math.min(.99, Math.max(0, Number(query.value.get("smooth") ?? 0) || 0)),
		wall: query.value.get("x") === "time"
	};
}
function CurveTools() {
	const { smoothing, wall } = curveOptions();
	return /* @__PURE__ */ a("div", {
		class: "row",
		children: [
			/* @__PURE__ */ a("label", {
				class: "row",
				children: [
					"smoothing",
					/* @__PURE__ */ a("input", {
						type: "range",
						min: 0,
						max: .99,
						step: .01,
						value: smoothing,
						onInput: (event) => remember({ smooth: event.currentTarget.value === "0" ? null : event.currentTarget.value })
					}),
					smoothing.toFixed(2)
				]
			}),
			/* @__PURE__ */ a("label", {
				class: "row",
				children: ["over", /* @__PURE__ */ a("select", {
					value: wall ? "time" : "step",
					onChange: (event) => remember({ x: event.currentTarget.value === "time" ? "time" : null }),
					children: [/* @__PURE__ */ a("option", {
						value: "step",
						children: "steps"
					}), /* @__PURE__ */ a("option", {
						value: "time",
						children: "time"
					})]
				})]
			}),
			/* @__PURE__ */ a("label", {
				class: "row",
				children: [/* @__PURE__ */ a("input", {
					type: "checkbox",
					checked: query.value.get("log") === "1",
					onChange: (event) => remember({ log: event.currentTarget.checked ? "1" : null })
				}), " logarithmic"]
			}),
			/* @__PURE__ */ a("span", {
				class: "hint",
				children: "Drag over a chart to look closer, double-click to go back."
			})
		]
	});
}
// src/cell/flat-cells.ts
/** A cell with an operation between every two nodes, with keys such as `0_1`: that of NAS-Bench-201. Edges without an operation are left out. */
function edgeCell(decided) {
	const ends = decided.map((choice) => choice.kind === "layer" ? /^(\d)_(\d)$/.exec(choice.key) : null);
	if (decided.length === 0 || ends.some((match) => match === null)) return null;
	const pairs = ends.map((match) => [Number(match?.[1]), Number(match?.[2])]);
	const last = Math.max(...pairs.map(([, to]) => to));
	return {
		name: "cell",
		nodes: Array.from({ length: last + 1 }, (_, index) => ({
			id: `n${index}`,
			label: index === 0 ? "input" : index === last ? "output" : String(index),
			kind: index === 0 ? "input" : index === last ? "output" : "inner"
		})),
		edges: decided.flatMap((choice, index) => {
			const [from, to] = pairs[index] ?? [0, 0];
			return choice.selected.map((taken) => choice.labels[taken] ?? "?").filter((label) => !/^(none|zeroi?z?e?)$/i.test(label)).map((operation) => ({
				from: `n${from}`,
				to: `n${to}`,
				operation,
				keys: [choice.key]
			}));
		}),
		direction: "right"
	};
}
/** A cell whose operations are the vertices, with keys such as `op1` and `input1`: that of NAS-Bench-101. What leads nowhere is left out. */
function vertexCell(decided) {
	const known = /* @__PURE__ */ new Map();
	for (const choice of decided) {
		const match = /^(op|input)(\d+)$/.exec(choice.key);
		if (match === null || match[1] === "input" !== (choice.kind === "input")) return null;
		known.set(choice.key, choice);
	}
	const last = Math.max(0, ...decided.filter((choice) => choice.kind === "input").map((choice) => Number(choice.key.slice(5))));
	if (last < 2) return null;
	const inputs = (vertex) => known.get(`input${vertex}`)?.selected ?? [];
	const [from, to] = [/* @__PURE__ */ new Set([0]), /* @__PURE__ */ new Set([last])];
	for (let vertex = 1; vertex <= last; vertex++) if (inputs(vertex).some((source) => from.has(source))) from.add(vertex);
	for (let vertex = last; vertex > 0; vertex--) if (to.has(vertex)) for (const source of inputs(vertex)) to.add(source);
	const used = Array.from({ length: last + 1 }, (_, vertex) => vertex).filter((vertex) => vertex === 0 || vertex === last || from.has(vertex) && to.has(vertex));
	const nodes = used.map((vertex) => {
		const operation = known.get(`op${vertex}`);
		if (vertex === 0 || vertex === last || operation === void 0) return {
			id: `v${vertex}`,
			label: vertex === 0 ? "input" : "output",
			kind: vertex === 0 ? "input" : "output"
		};
		return {
			id: operation.key,
			label: operation.selected.map((index) => operation.labels[index] ?? "?").join(" + "),
			kind: "operation"
		};
	});
	const id = new Map(used.map((vertex, index) => [vertex, nodes[index]?.id ?? ""]));
	return {
		name: "cell",
		nodes,
		edges: used.filter((vertex) => vertex > 0).flatMap((vertex) => inputs(vertex).filter((source) => id.has(source) && from.has(source)).map((source) => ({
			from: id.get(source) ?? "",
			to: id.get(vertex) ?? "",
			operation: "",
			keys: [`input${vertex}`]
		}))),
		direction: "right"
	};
}
// src/cell/rows.ts
var ends = {
	input: {
		key: "",
		operation: "",
		lines: ["input"],
		small: ""
	},
	output: {
		key: "",
		operation: "",
		lines: ["output"],
		small: ""
	}
};
/** Layers that choose an operation (`layers.3.op`), and may choose the layer that they read (`.input`; else the one before) and earlier layers that are added (`.skip`); null for other keys. */
function layersInRow(decided) {
	const parts = decided.map((choice) => /^(.+\.\d+)\.(op|input|skip)$/.exec(choice.key));
	if (parts.some((match, index) => match === null || match[2] === "op" !== (decided[index]?.kind === "layer")) || decided.every((choice) => choice.kind === "layer")) return null;
	const byKey = new Map(decided.map((choice) => [choice.key, choice]));
	const layers = [...new Set(parts.map((match) => match?.[1] ?? ""))];
	if (!layers.every((layer) => byKey.has(`${layer}.op`))) return null;
	const blocks = [ends.input];
	const joined = [false];
	const arcs = [];
	let reads = false;
	layers.forEach((layer, index) => {
		const at = blocks.length;
		blocks.push(block(byKey.get(`${layer}.op`), `layer ${index}`));
		const sources = (key) => {
			const choice = byKey.get(key);
			return (choice?.selected ?? []).map((taken) => Number(/(\d+)$/.exec(choice?.labels[taken] ?? "")?.[1] ?? -1) + 1).filter((source) => source > 0 && source < at);
		};
		const input = byKey.has(`${layer}.input`) ? sources(`${layer}.input`) : [at - 1];
		reads ||= byKey.has(`${layer}.input`);
		joined.push(input.includes(at - 1));
		for (const source of input) if (source !== at - 1) arcs.push({
			from: source,
			to: at,
			key: `${layer}.input`,
			reads: true
		});
		for (const source of sources(`${layer}.skip`)) arcs.push({
			from: source,
			to: at,
			key: `${layer}.skip`,
			reads: false
		});
	});
	blocks.push(ends.output);
	joined.push(true);
	return {
		name: "network",
		blocks,
		joined,
		arcs,
		note: reads ? "arcs above are added, arcs below are read instead of the layer before; the output mixes all layers" : "arcs: earlier layers that are added"
	};
}
/** Any network of layer choices: one block after the other; what is not in use is left out. */
function blocksInRow(decided, name) {
	const blocks = [
		ends.input,
		...decided.filter((choice) => choice.selected.length > 0).map((choice) => block(choice, choice.key)),
		ends.output
	];
	return {
		name,
		blocks,
		joined: blocks.map((_, index) => index > 0),
		arcs: [],
		note: ""
	};
}
function block(choice, small) {
	const labels = (choice?.selected ?? []).map((index) => choice?.labels[index] ?? "?");
	return {
		key: choice?.key ?? "",
		operation: labels[0] ?? "nothing",
		lines: labels.length === 0 ? ["nothing"] : labels.flatMap((label, index) => index === 0 ? blockLines(label) : ["+", ...blockLines(label)]),
		small
	};
}
/** The name of an operation in short lines: `MB6` and `5×5` for the block `k5_e6` of mobile networks, `sep`, `conv` and `3×3` for `sep_conv_3x3`. */
function blockLines(label) {
	const mobile = /^k(\d+)_e(\d+)(?:_g(\d+))?$/.exec(label);
	if (mobile !== null) {
		const [, kernel = "", expansion = "", groups] = mobile;
		return [
			`MB${expansion}`,
			`${kernel}×${kernel}`,
			...groups === void 0 ? [] : [`g${groups}`]
		];
	}
	const words = label.replace(/^\d+ (?=\D)/, "").replace(/([a-z]{2})(\d)/gi, "$1 $2").replace(/\b(sep|dil|max|avg)(conv|pool)/gi, "$1 $2").replace(/(\d)x(\d)/g, "$1×$2").split(/[_\s]+/).filter((word) => word !== "");
	const lines = [];
	for (const word of words) {
		const last = lines[lines.length - 1];
		if (last !== void 0 && !/^\d+×\d+$/.test(word) && last.length + word.length < 9) lines[lines.length - 1] = `${last} ${word}`;
		else lines.push(word);
	}
	return lines.length === 0 ? [label] : lines;
}
/** The operations in order, and what each layer adds. */
function rowText(drawing) {
	const inner = drawing.blocks.slice(1, -1);
	const taken = (reads) => inner.map((_, index) => `[${drawing.arcs.filter((arc) => arc.to === index + 1 && arc.reads === reads).map((arc) => arc.from - 1).join(", ")}]`).join(", ");
	const lines = [`${drawing.name} = [${inner.map((block) => `'${block.operation}'`).join(", ")}]`];
	if (drawing.arcs.some((arc) => !arc.reads)) lines.push(`skips = [${taken(false)}]`);
	if (drawing.arcs.some((arc) => arc.reads)) lines.push(`inputs_other_than_the_layer_before = [${taken(true)}]`);
	return lines.join("\n");
}
// src/cell/genotype.ts
function isRow(drawing) {
	return "blocks" in drawing;
}
/** Drawings of an architecture: its cells as papers draw them where the names tell of cells, layers in a row where they tell of layers, otherwise the whole network as a chain with skips. */
function drawings(decided) {
	const whole = edgeCell(decided) ?? vertexCell(decided) ?? layersInRow(decided);
	if (whole !== null) return [whole];
	const used = /* @__PURE__ */ new Set();
	const cells = [...dartsCells(decided, used), ...enasCells(decided, used)];
	const rest = decided.filter((choice) => !used.has(choice.key));
	if (rest.length === 0) return cells;
	const name = cells.length > 0 ? "other choices" : "network";
	return [...cells, rest.length > 1 && rest.every((choice) => choice.kind === "layer") ? blocksInRow(rest, name) : chain(rest, name)];
}
var previous = ["c(k−2)", "c(k−1)"];
function input(index) {
	return {
		id: `in${index}`,
		label: previous[index] ?? `input ${index}`,
		kind: "input"
	};
}
/** Nodes whose edges are layer choices and whose inputs are taken by a switch among these: `normal_n2_p0` ..., `normal_n2_switch`. */
function dartsCells(decided, used) {
	const byKey = new Map(decided.map((choice) => [choice.key, choice]));
	const cells = /* @__PURE__ */ new Map();
	for (const choice of decided) {
		const match = /^(.*)_n(\d+)_switch$/.exec(choice.key);
		if (match === null || choice.kind !== "input") continue;
		const [, name = "", number = "0"] = match;
		const cell = cells.get(name) ?? {
			nodes: /* @__PURE__ */ new Map(),
			edges: []
		};
		cells.set(name, cell);
		cell.nodes.set(Number(number), choice);
	}
	for (const choice of decided) if (cells.has(/^(.*)_n\d+_p\d+$/.exec(choice.key)?.[1] ?? "")) used.add(choice.key);
	return [...cells].map(([name, cell]) => {
		const edges = [];
		const inner = [...cell.nodes.keys()].sort((a, b) => a - b);
		for (const number of inner) {
			const choice = cell.nodes.get(number);
			if (choice === void 0) continue;
			used.add(choice.key);
			choice.labels.forEach((edgeKey, index) => {
				const edge = byKey.get(edgeKey);
				used.add(edgeKey);
				const from = Number(/_p(\d+)$/.exec(edgeKey)?.[1] ?? index);
				if (!choice.selected.includes(index)) return;
				for (const candidate of edge?.selected ?? []) edges.push({
					from: from < 2 ? `in${from}` : `n${from}`,
					to: `n${number}`,
					operation: edge?.labels[candidate] ?? "?",
					keys: [edgeKey, choice.key]
				});
			});
		}
		return {
			name,
			nodes: [
				input(0),
				input(1),
				...inner.map((number) => ({
					id: `n${number}`,
					label: String(number - 2),
					kind: "inner"
				})),
				{
					id: "out",
					label: "c(k)",
					kind: "output"
				}
			],
			edges: [...edges, ...inner.map((number) => ({
				from: `n${number}`,
				to: "out",
				operation: "",
				keys: []
			}))],
			direction: "right"
		};
	});
}
/** Nodes that add two branches, each with an input and an operation: `normal_node_0_x_input`, `normal_node_0_x_op`, and `_y`. */
function enasCells(decided, used) {
	const byKey = new Map(decided.map((choice) => [choice.key, choice]));
	const cells = /* @__PURE__ */ new Map();
	for (const choice of decided) {
		const match = /^((.*)_node_\d+)_x_input$/.exec(choice.key);
		if (match === null) continue;
		const [, node = "", name = ""] = match;
		cells.set(name, [...cells.get(name) ?? [], node]);
	}
	return [...cells].map(([name, nodes]) => {
		const edges = [];
		const read = /* @__PURE__ */ new Set();
		for (const node of nodes) for (const branch of ["x", "y"]) {
			const from = byKey.get(`${node}_${branch}_input`);
			const operation = byKey.get(`${node}_${branch}_op`);
			if (from !== void 0) used.add(from.key);
			if (operation !== void 0) used.add(operation.key);
			for (const taken of from?.selected ?? []) {
				const label = from?.labels[taken] ?? "";
				const source = label === "" || /^input \d+$/.test(label) ? `in${taken}` : label;
				read.add(source);
				edges.push({
					from: source,
					to: node,
					operation: (operation?.selected ?? []).map((o) => operation?.labels[o] ?? "?").join(" + "),
					keys: [operation?.key ?? "", from?.key ?? ""]
				});
			}
		}
		const open = nodes.filter((node) => !read.has(node));
		return {
			name,
			direction: "right",
			nodes: [
				input(0),
				input(1),
				...nodes.map((node) => ({
					id: node,
					label: /\d+$/.exec(node)?.[0] ?? node,
					kind: "inner"
				})),
				{
					id: "out",
					label: "c(k)",
					kind: "output"
				}
			],
			edges: [...edges, ...open.map((node) => ({
				from: node,
				to: "out",
				operation: "",
				keys: []
			}))]
		};
	});
}
/** Any other space: the chosen layers one after the other, and what the input choices add from earlier ones. */
function chain(decided, name) {
	const nodes = [{
		id: "in",
		label: "input",
		kind: "input"
	}];
	const edges = [];
	const byName = /* @__PURE__ */ new Map();
	let last = "in";
	for (const choice of decided) if (choice.kind === "layer") {
		const label = choice.selected.map((index) => choice.labels[index] ?? "?").join(" + ");
		nodes.push({
			id: choice.key,
			label: `${short$1(choice.key)}: ${label === "" ? "(inactive)" : label}`,
			kind: "operation"
		});
		edges.push({
			from: last,
			to: choice.key,
			operation: "",
			keys: [choice.key]
		});
		byName.set(choice.key, choice.key);
		for (let at = choice.key.search(/[._/][^._/]*$/); at > 0; at = choice.key.slice(0, at).search(/[._/][^._/]*$/)) {
			const above = choice.key.slice(0, at);
			if (!byName.has(above)) byName.set(above, choice.key);
		}
		last = choice.key;
	} else for (const index of choice.selected) {
		const label = choice.labels[index] ?? "";
		const from = byName.get(label) ?? byName.get(`layers.${label}`);
		if (from !== void 0 && from !== last) edges.push({
			from,
			to: last,
			operation: "",
			keys: [choice.key]
		});
		else if (from === void 0) {
			const id = `source ${label === "" ? `${choice.key} ${index}` : label}`;
			if (!nodes.some((node) => node.id === id)) nodes.push({
				id,
				label: label === "" ? `#${index}` : label,
				kind: "input"
			});
			edges.push({
				from: id,
				to: last,
				operation: "",
				keys: [choice.key]
			});
		}
	}
	nodes.push({
		id: "out",
		label: "output",
		kind: "output"
	});
	edges.push({
		from: last,
		to: "out",
		operation: "",
		keys: []
	});
	return {
		name,
		nodes,
		edges,
		direction: "down"
	};
}
function short$1(key) {
	return key.length <= 26 ? key : `…${key.slice(-25)}`;
}
/** The text that papers print: for each inner node its operations and where they come from. */
function genotypeText(drawing) {
	if (isRow(drawing)) return rowText(drawing);
	const order = new Map(drawing.nodes.map((node, index) => [node.id, index]));
	const parts = drawing.edges.filter((edge) => edge.operation !== "").map((edge) => `('${edge.operation}', ${order.get(edge.from) ?? 0})`);
	return `${drawing.name} = [${parts.join(", ")}]`;
}
// src/graph/pen.ts
var font = "system-ui, \"Segoe UI\", \"DejaVu Sans\", sans-serif";
/** Letters of a width that fits; the average letter is 0.56 of the size wide, a bold one 0.62. */
function cut(text, size, room, bold = false) {
	if (room === void 0) return text;
	const letters = Math.max(1, Math.floor(room / (size * (bold ? .62 : .56))));
	return text.length <= letters ? text : `${text.slice(0, Math.max(1, letters - 1))}…`;
}
var CanvasPen = class {
	context;
	constructor(context) {
		this.context = context;
	}
	rect(x, y, width, height, radius, fill, stroke) {
		const c = this.context;
		c.beginPath();
		if (radius > 0) c.roundRect(x, y, width, height, radius);
		else c.rect(x, y, width, height);
		if (fill !== null) {
			c.fillStyle = fill;
			c.fill();
		}
		if (stroke !== null) this.stroke(stroke);
	}
	text(x, y, text, style) {
		const c = this.context;
		c.font = `${style.bold === true ? "600 " : ""}${style.size}px ${font}`;
		c.fillStyle = style.colour;
		c.textAlign = style.anchor === "middle" ? "center" : style.anchor === "end" ? "right" : "left";
		c.fillText(cut(text, style.size, style.room, style.bold), x, y);
	}
	curves(lines, stroke, flow) {
		const c = this.context;
		c.beginPath();
		for (const line of lines) trace(line, flow, (x, y) => c.moveTo(x, y), (a, b, d, e, f, g) => c.bezierCurveTo(a, b, d, e, f, g));
		this.stroke(stroke);
	}
	tip(line, colour, size) {
		const corners = arrow(line, size);
		if (corners === null) return;
		const c = this.context;
		c.beginPath();
		corners.forEach((corner, index) => index === 0 ? c.moveTo(corner.x, corner.y) : c.lineTo(corner.x, corner.y));
		c.closePath();
		c.fillStyle = colour;
		c.fill();
	}
	hatch(x, y, width, height, colour) {
		const c = this.context;
		c.save();
		c.beginPath();
		c.rect(x, y, width, height);
		c.clip();
		c.beginPath();
		for (let at = -height; at < width; at += 4) {
			c.moveTo(x + at, y + height);
			c.lineTo(x + at + height, y);
		}
		c.strokeStyle = colour;
		c.lineWidth = 1;
		c.setLineDash([]);
		c.stroke();
		c.restore();
	}
	bow(from, to, height, stroke) {
		this.context.beginPath();
		this.context.moveTo(from.x, from.y);
		this.context.bezierCurveTo(from.x, from.y + bowReach * height, to.x, to.y + bowReach * height, to.x, to.y);
		this.stroke(stroke);
	}
	stroke(stroke) {
		const c = this.context;
		c.strokeStyle = stroke.colour;
		c.lineWidth = stroke.width;
		c.setLineDash(stroke.dash === void 0 ? [] : [...stroke.dash]);
		c.stroke();
	}
};
/** How far the handles of an arch reach, so that its top is as high as was asked. */
var bowReach = 4 / 3;
/** Goes along a smooth line through the points, each piece as a cubic curve that leaves and arrives along the flow: it never swings out beyond its points. */
function trace(points, flow, move, curve) {
	const first = points[0];
	if (first === void 0) return;
	move(first.x, first.y);
	for (let i = 0; i + 1 < points.length; i++) {
		const [from, to] = [points[i], points[i + 1]];
		if (from === void 0 || to === void 0) return;
		const [x, y] = [(from.x + to.x) / 2, (from.y + to.y) / 2];
		if (flow === "down") curve(from.x, y, to.x, y, to.x, to.y);
		else curve(x, from.y, x, to.y, to.x, to.y);
	}
}
function arrow(line, size) {
	const [end, before] = [line[line.length - 1], line[line.length - 2]];
	if (end === void 0 || before === void 0) return null;
	const length = Math.hypot(end.x - before.x, end.y - before.y);
	if (length === 0) return null;
	const [ux, uy] = [(end.x - before.x) / length, (end.y - before.y) / length];
	return [
		{
			x: end.x,
			y: end.y
		},
		{
			x: end.x - ux * size - uy * size * .45,
			y: end.y - uy * size + ux * size * .45
		},
		{
			x: end.x - ux * size + uy * size * .45,
			y: end.y - uy * size - ux * size * .45
		}
	];
}
// src/graph/path.ts
/** Lights the path of an architecture, alone or beside that of another. */
function lightPath(tree, selected, path, before) {
	const changed = /* @__PURE__ */ new Set();
	if (before !== null) {
		const mark = (id) => {
			for (let box = tree.boxes[id]; box !== void 0 && !changed.has(box.id); box = tree.boxes[box.parent]) changed.add(box.id);
		};
		for (const box of tree.boxes) {
			if (path.boxes.has(box.id) !== before.boxes.has(box.id)) mark(box.parent);
			if (box.edges.some((edge) => path.edges.has(edge) !== before.edges.has(edge))) mark(box.id);
		}
	}
	return {
		selected,
		path,
		before,
		changed
	};
}
/** Where a box or line lies: with nothing to compare on or off the path, otherwise in both, neither, or one of them. */
function pathState(lit, part) {
	const inside = (path) => typeof part === "number" ? path.boxes.has(part) : path.edges.has(part);
	const now = inside(lit.path);
	if (lit.before === null) return now ? "on" : "off";
	const then = inside(lit.before);
	return now ? then ? typeof part === "number" && lit.changed.has(part) ? "changed" : "on" : "added" : then ? "removed" : "off";
}
/** The boxes and lines whose results reach the output when these candidates are taken; a choice without a decision leaves all of its candidates. */
function pathOf(tree, selected) {
	const { net, boxes } = tree;
	if (net.operations.length === 0) return {
		boxes: withoutFlow(tree, selected),
		edges: /* @__PURE__ */ new Set(),
		links: /* @__PURE__ */ new Set()
	};
	const into = net.operations.map(() => []);
	net.links.forEach((link, index) => into[link.to]?.push(index));
	const last = net.operations.length - 1;
	const ends = net.operations[last]?.name === "output" && (into[last]?.length ?? 0) > 0 ? [last] : net.operations.flatMap((_, index) => (tree.readers[index]?.length ?? 0) === 0 ? [index] : []);
	const alive = new Uint8Array(net.operations.length);
	const waiting = [...ends];
	for (const end of ends) alive[end] = 1;
	const lit = /* @__PURE__ */ new Set();
	const edges = /* @__PURE__ */ new Set();
	const links = /* @__PURE__ */ new Set();
	const known = /* @__PURE__ */ new Map();
	const light = (id) => {
		for (let box = boxes[id]; box !== void 0 && !lit.has(box.id); box = boxes[box.parent]) lit.add(box.id);
	};
	const draw = (group, from, to, _, choice, candidate) => {
		let lines = known.get(group.id);
		if (lines === void 0) known.set(group.id, lines = new Map(group.edges.map((edge) => [pieceKey(edge.from, edge.to, edge.choice, edge.candidate), edge])));
		const edge = lines.get(pieceKey(from, to, choice, candidate));
		if (edge !== void 0) edges.add(edge);
		light(from);
		light(to);
	};
	const port = (_, ports, producer) => {
		const at = ports.indexOf(producer);
		return -1 - (at < 0 ? 7 : at);
	};
	for (let at = waiting.pop(); at !== void 0; at = waiting.pop()) {
		light(tree.boxOf[at] ?? -1);
		for (const index of into[at] ?? []) {
			const link = net.links[index];
			if (link === void 0 || !takes(tree, selected, at, link.candidate)) continue;
			links.add(index);
			followLink(tree, link, port, draw);
			if (alive[link.from] === 1) continue;
			alive[link.from] = 1;
			waiting.push(link.from);
		}
	}
	return {
		boxes: lit,
		edges,
		links
	};
}
function takes(tree, selected, join, candidate) {
	const box = tree.boxes[tree.boxOf[join] ?? -1];
	const place = candidate < 0 || box === void 0 ? void 0 : choicePlace(tree, box);
	const facts = place === void 0 ? void 0 : tree.net.choices[place.choice];
	return facts === void 0 || (selected.get(facts.key)?.includes(candidate) ?? true);
}
/** Where the operators are not known: everything that is in no candidate that is left out. */
function withoutFlow(tree, selected) {
	const lit = /* @__PURE__ */ new Set();
	for (const box of tree.boxes) {
		const facts = tree.net.choices[box.candidateOf];
		if ((box.parent < 0 || lit.has(box.parent)) && (facts === void 0 || (selected.get(facts.key)?.includes(box.candidate) ?? true))) lit.add(box.id);
	}
	return lit;
}
/** The choices in which two architectures differ, in the order of the network. */
function decisionsThatDiffer(tree, before, now) {
	return tree.net.choices.flatMap((choice) => {
		const [a, b] = [before.get(choice.key) ?? [], now.get(choice.key) ?? []];
		const names = (list, other) => list.filter((index) => !other.includes(index)).map((index) => choice.labels[index] ?? `#${index}`);
		const decision = {
			key: choice.key,
			added: names(b, a),
			removed: names(a, b)
		};
		return decision.added.length + decision.removed.length > 0 ? [decision] : [];
	});
}
// src/graph/layout.ts
/** Beyond this the exact layout of one flat group takes too long to wait for. */
var mostExact = 260;
var margin = 12;
var known = /* @__PURE__ */ new Map();
/** Lays out one group; groups of the same structure are laid out once. */
function place$1(shape, direction) {
	const key = `${direction}|${shape.fan === void 0 ? "" : `${shape.fan.members.join(",")}>${shape.fan.join}`}|${shape.width}|${shape.header}|${shape.inputs}|${shape.outputs}|${shape.sizes.map((s) => `${s.width},${s.height}`).join(";")}|${shape.lines.map((l) => `${l.from}>${l.to}`).join(";")}`;
	let result = known.get(key);
	if (result === void 0) {
		if (known.size > 3e3) known.clear();
		result = shape.fan !== void 0 ? sideBySide(shape, shape.fan, direction) : shape.sizes.length + shape.lines.length / 4 > mostExact ? inLayers(shape, direction) : exact(shape, direction);
		known.set(key, result);
	}
	return result;
}
function name(end, side) {
	return end >= 0 ? `n${end}` : `${side}${-1 - end}`;
}
function exact(shape, direction) {
	const graph = new ie.Graph({ multigraph: true });
	graph.setGraph({
		rankdir: direction === "down" ? "TB" : "LR",
		nodesep: 14,
		ranksep: 32,
		edgesep: 8,
		marginx: margin,
		marginy: margin
	});
	graph.setDefaultEdgeLabel(() => ({}));
	shape.sizes.forEach((size, index) => graph.setNode(`n${index}`, {
		width: size.width,
		height: size.height
	}));
	for (let i = 0; i < shape.inputs; i++) graph.setNode(`i${i}`, {
		width: 8,
		height: 1
	});
	for (let i = 0; i < shape.outputs; i++) graph.setNode(`o${i}`, {
		width: 8,
		height: 1
	});
	if (shape.inputs > 0) graph.setNode("top", {
		width: 1,
		height: 1
	});
	if (shape.outputs > 0) graph.setNode("bottom", {
		width: 1,
		height: 1
	});
	for (let i = 0; i < shape.inputs; i++) graph.setEdge("top", `i${i}`, {
		weight: 200,
		minlen: 1
	});
	for (let i = 0; i < shape.outputs; i++) graph.setEdge(`o${i}`, "bottom", {
		weight: 200,
		minlen: 1
	});
	shape.lines.forEach((line, index) => graph.setEdge(name(line.from, "i"), name(line.to, "o"), {
		weight: 1,
		minlen: 1
	}, `e${index}`));
	Oe(graph);
	const at = (id) => graph.node(id);
	const corners = shape.sizes.map((size, index) => {
		const centre = at(`n${index}`);
		return {
			x: centre.x - size.width / 2,
			y: centre.y - size.height / 2
		};
	});
	const lines = shape.lines.map((line, index) => {
		return (graph.edge(name(line.from, "i"), name(line.to, "o"), `e${index}`)?.points ?? []).map((point) => ({
			x: point.x,
			y: point.y
		}));
	});
	const ports = (side, number) => Array.from({ length: number }, (_, i) => ({
		x: at(`${side}${i}`).x,
		y: at(`${side}${i}`).y
	}));
	return frame(shape, direction, corners, lines, ports("i", shape.inputs), ports("o", shape.outputs));
}
/** The candidates of a choice, in their order, between its inputs and what joins them. */
function sideBySide(shape, fan, direction) {
	const down = direction === "down";
	const along = (size) => down ? size.width : size.height;
	const deep = (size) => down ? size.height : size.width;
	const none = {
		width: 0,
		height: 0
	};
	const gap = 30;
	const corners = shape.sizes.map(() => ({
		x: 0,
		y: 0
	}));
	const at = (cross, main) => down ? {
		x: cross,
		y: main
	} : {
		x: main,
		y: cross
	};
	let cross = 0;
	let deepest = 0;
	for (const member of fan.members) {
		const size = shape.sizes[member] ?? none;
		corners[member] = at(cross, gap);
		cross += along(size) + 12;
		deepest = Math.max(deepest, deep(size));
	}
	const middle = (cross - 12) / 2;
	let end = gap + deepest + gap;
	const join = shape.sizes[fan.join];
	if (join !== void 0) {
		corners[fan.join] = at(middle - along(join) / 2, end);
		end += deep(join) + gap;
	}
	const spread = (number, main) => Array.from({ length: number }, (_, i) => at(middle + (i - (number - 1) / 2) * 26, main));
	const inputs = spread(shape.inputs, 0);
	const outputs = spread(shape.outputs, end);
	const centre = (member, side) => {
		const [size, corner] = [shape.sizes[member], corners[member]];
		if (size === void 0 || corner === void 0) return void 0;
		const [x, y] = [corner.x + size.width / 2, corner.y + size.height / 2];
		return down ? {
			x,
			y: corner.y + (side === "start" ? size.height : 0)
		} : {
			x: corner.x + (side === "start" ? size.width : 0),
			y
		};
	};
	return frame(shape, direction, corners, shape.lines.map((line) => [centre(line.from, "start") ?? inputs[-1 - line.from] ?? at(middle, 0), centre(line.to, "end") ?? outputs[-1 - line.to] ?? at(middle, end)]), inputs, outputs);
}
/** Each member one layer below the last that it reads, in the order of the network: rough, but without waiting. */
function inLayers(shape, direction) {
	const layer = new Int32Array(shape.sizes.length);
	const order = [...shape.lines].filter((l) => l.from >= 0 && l.to >= 0).sort((a, b) => a.from - b.from);
	for (let round = 0, moved = true; moved && round < 4; round++) {
		moved = false;
		for (const { from, to } of order) {
			const wanted = Math.min((layer[from] ?? 0) + 1, shape.sizes.length);
			if (from < to && wanted > (layer[to] ?? 0)) {
				layer[to] = wanted;
				moved = true;
			}
		}
	}
	const down = direction === "down";
	const rows = /* @__PURE__ */ new Map();
	shape.sizes.forEach((_, index) => {
		const row = layer[index] ?? 0;
		const list = rows.get(row);
		if (list === void 0) rows.set(row, [index]);
		else list.push(index);
	});
	const corners = shape.sizes.map(() => ({
		x: 0,
		y: 0
	}));
	let main = margin;
	for (const row of [...rows.keys()].sort((a, b) => a - b)) {
		let cross = margin;
		let deepest = 0;
		for (const index of rows.get(row) ?? []) {
			const size = shape.sizes[index] ?? {
				width: 0,
				height: 0
			};
			if (cross > 4e3) {
				main += deepest + 8;
				cross = margin;
				deepest = 0;
			}
			corners[index] = down ? {
				x: cross,
				y: main
			} : {
				x: main,
				y: cross
			};
			cross += (down ? size.width : size.height) + 14;
			deepest = Math.max(deepest, down ? size.height : size.width);
		}
		main += deepest + 30;
	}
	const middle = (end, start, at) => {
		const size = shape.sizes[end];
		const corner = corners[end];
		if (size === void 0 || corner === void 0) return at;
		return down ? {
			x: corner.x + size.width / 2,
			y: corner.y + (start ? size.height : 0)
		} : {
			x: corner.x + (start ? size.width : 0),
			y: corner.y + size.height / 2
		};
	};
	const spread = (number, side) => Array.from({ length: number }, (_, i) => down ? {
		x: 30 + 24 * i,
		y: side
	} : {
		x: side,
		y: 30 + 24 * i
	});
	const inputs = spread(shape.inputs, 0);
	const outputs = spread(shape.outputs, main);
	return frame(shape, direction, corners, shape.lines.map((line) => [middle(line.from, true, inputs[-1 - line.from] ?? {
		x: margin,
		y: 0
	}), middle(line.to, false, outputs[-1 - line.to] ?? {
		x: margin,
		y: main
	})]), inputs, outputs);
}
/** Moves everything below the header, tightly into one frame, and the ports onto its border. */
function frame(shape, direction, corners, lines, inputs, outputs) {
	let [left, top, right, bottom] = [
		Infinity,
		Infinity,
		-Infinity,
		-Infinity
	];
	const include = (x, y) => {
		left = Math.min(left, x);
		right = Math.max(right, x);
		top = Math.min(top, y);
		bottom = Math.max(bottom, y);
	};
	shape.sizes.forEach((size, index) => {
		const corner = corners[index];
		if (corner === void 0) return;
		include(corner.x, corner.y);
		include(corner.x + size.width, corner.y + size.height);
	});
	for (const line of lines) for (const point of line.slice(1, -1)) include(point.x, point.y);
	if (left > right) [left, top, right, bottom] = [
		0,
		0,
		0,
		0
	];
	const width = Math.max(shape.width, right - left + 24);
	const height = bottom - top + 24 + shape.header;
	const dx = margin - left + (width - (right - left + 24)) / 2;
	const dy = margin - top + shape.header;
	const move = (point) => ({
		x: Math.round((point.x + dx) * 10) / 10,
		y: Math.round((point.y + dy) * 10) / 10
	});
	const down = direction === "down";
	const border = (point, start) => {
		const moved = move(point);
		return down ? {
			x: Math.min(width - 6, Math.max(6, moved.x)),
			y: start ? shape.header : height
		} : {
			x: start ? 0 : width,
			y: Math.min(height - 6, Math.max(shape.header + 6, moved.y))
		};
	};
	const ins = inputs.map((point) => border(point, true));
	const outs = outputs.map((point) => border(point, false));
	const moved = lines.map((line, index) => {
		const points = line.map(move);
		const ends = shape.lines[index];
		if (ends !== void 0 && ends.from < 0) points[0] = ins[-1 - ends.from] ?? points[0] ?? {
			x: 0,
			y: 0
		};
		if (ends !== void 0 && ends.to < 0) points[points.length - 1] = outs[-1 - ends.to] ?? points[points.length - 1] ?? {
			x: 0,
			y: 0
		};
		return points;
	});
	return {
		width: Math.round(width),
		height: Math.round(height),
		corners: corners.map(move),
		lines: moved,
		inputs: ins,
		outputs: outs
	};
}
/** Size of a cell of the heat map in a closed group. */
var heat = {
	width: 9,
	height: 6,
	mostRows: 16,
	mostColumns: 12
};
var perLetter = 6.5;
function buildScene(tree, open, direction) {
	const placements = /* @__PURE__ */ new Map();
	const root = tree.boxes[tree.root];
	if (root === void 0) throw new Error("a tree has a root");
	const measure = (box) => {
		if (box.kind !== "group" || !open.has(box.id)) return closedSize(tree, box);
		const sizes = box.children.map((id) => measure(tree.boxes[id] ?? box));
		const at = new Map(box.children.map((id, index) => [id, index]));
		const placement = place$1({
			sizes,
			lines: box.edges.map((edge) => ({
				from: edge.from < 0 ? edge.from : at.get(edge.from) ?? 0,
				to: edge.to < 0 ? edge.to : at.get(edge.to) ?? 0
			})),
			inputs: box.inPorts.length,
			outputs: box.outPorts.length,
			width: Math.max(80, headline(box).length * perLetter + 40),
			header: 22,
			...fanOf(tree, box)
		}, direction);
		placements.set(box.id, placement);
		return placement;
	};
	measure(root);
	const items = [];
	let lines = 0;
	const put = (box, x, y) => {
		const placement = placements.get(box.id);
		const at = items.length;
		items.push(void 0);
		let item;
		if (placement === void 0) item = {
			box,
			x,
			y,
			...closedSize(tree, box),
			open: false,
			children: [],
			lines: []
		};
		else {
			const children = box.children.map((id, index) => {
				const corner = placement.corners[index] ?? {
					x: 0,
					y: 0
				};
				return put(tree.boxes[id] ?? box, x + corner.x, y + corner.y);
			});
			const byId = new Map(children.map((child) => [child.box.id, child]));
			const drawn = box.edges.map((edge, index) => {
				const points = (placement.lines[index] ?? []).map((point) => ({
					x: point.x + x,
					y: point.y + y
				}));
				attach(points, 0, byId.get(edge.from), edge, placements, direction, true);
				attach(points, points.length - 1, byId.get(edge.to), edge, placements, direction, false);
				return {
					edge,
					points,
					closedChoice: closedChoice(tree, byId.get(edge.from), byId.get(edge.to))
				};
			});
			lines += drawn.length;
			item = {
				box,
				x,
				y,
				width: placement.width,
				height: placement.height,
				open: true,
				children,
				lines: drawn
			};
		}
		items[at] = item;
		return item;
	};
	const top = put(root, 0, 0);
	return {
		root: top,
		width: top.width,
		height: top.height,
		items,
		lines,
		direction
	};
}
/** The candidates of a layer choice stand in their order, when there is nothing but what joins them beside. */
function fanOf(tree, box) {
	const children = box.children.map((id) => tree.boxes[id]);
	const candidates = children.flatMap((child, index) => child !== void 0 && child.candidate >= 0 && child.candidateOf === box.choice ? [index] : []);
	if (box.choice < 0 || candidates.length === 0 || candidates.length < children.length - 1) return {};
	return { fan: {
		members: [...candidates].sort((a, b) => (children[a]?.candidate ?? 0) - (children[b]?.candidate ?? 0)),
		join: children.findIndex((_, index) => !candidates.includes(index))
	} };
}
/** Moves the end of a line to the port of the open box that it meets, or to the right side of a closed one. */
function attach(points, index, item, edge, placements, direction, start) {
	if (item === void 0) return;
	const placement = placements.get(item.box.id);
	if (placement === void 0) {
		const point = points[index];
		if (point === void 0) return;
		const held = (value, low, size) => Math.min(low + size - 6, Math.max(low + 6, value));
		points[index] = direction === "down" ? {
			x: held(point.x, item.x, item.width),
			y: item.y + (start ? item.height : 0)
		} : {
			x: item.x + (start ? item.width : 0),
			y: held(point.y, item.y, item.height)
		};
		return;
	}
	const known = start ? item.box.outPorts : item.box.inPorts;
	const found = known.indexOf(edge.producer);
	const port = (start ? placement.outputs : placement.inputs)[found < 0 ? Math.min(known.length, 8) - 1 : found];
	if (port === void 0) return;
	points[index] = direction === "down" ? {
		x: item.x + port.x,
		y: item.y + (start ? item.height : 0)
	} : {
		x: item.x + (start ? item.width : 0),
		y: item.y + port.y
	};
}
function closedChoice(tree, from, to) {
	for (const item of [from, to]) if (item !== void 0 && !item.open && item.box.choice >= 0 && tree.net.choices[item.box.choice]?.kind === "layer") return item.box.choice;
	return -1;
}
/** What stands in the header of an open box. */
function headline(box) {
	return box.detail === "" || box.detail === box.label ? box.label : `${box.label} · ${box.detail}`;
}
/** How many rows and columns the heat map of a closed group has. */
function heatSize(tree, box) {
	return {
		rows: Math.min(box.choices.length, heat.mostRows),
		columns: Math.min(heat.mostColumns, Math.max(1, ...box.choices.map((choice) => tree.net.choices[choice]?.labels.length ?? 1)))
	};
}
function closedSize(tree, box) {
	const text = (value, room) => Math.min(210, Math.max(58, value.length * perLetter + room));
	if (box.choice >= 0) {
		const choice = tree.net.choices[box.choice];
		const longest = Math.max(0, ...(choice?.labels ?? []).map((label) => label.length));
		return {
			width: text("x".repeat(Math.min(24, Math.max(longest + 8, box.label.length))), 18),
			height: 46
		};
	}
	if (box.choices.length > 0) {
		const { rows, columns } = heatSize(tree, box);
		return {
			width: Math.max(text(headline(box), 30), columns * heat.width + 20),
			height: 30 + rows * heat.height
		};
	}
	if (box.kind === "group") return {
		width: text(headline(box), 36),
		height: box.candidate >= 0 ? 34 : 26
	};
	return {
		width: text(box.candidate >= 0 ? `${box.label} 100.0 %` : box.label, 16),
		height: box.candidate >= 0 ? 30 : 24
	};
}
// src/graph/paint.ts
/** Draws what lies in the window. What would be too small to see is drawn as one box. */
function paintScene(pen, scene, look, window) {
	paintItem(pen, scene.root, look, window);
}
/** From far away lines are drawn thicker than they are, so that they do not vanish. */
function hair(window) {
	return Math.max(1, Math.min(4, .7 / window.scale));
}
function outside(item, w) {
	return item.x > w.right || item.y > w.bottom || item.x + item.width < w.left || item.y + item.height < w.top;
}
function paintItem(pen, item, look, window) {
	if (outside(item, window)) return;
	const small = item.height * window.scale < 7 || item.width * window.scale < 7;
	if (!item.open || small) {
		paintClosed(pen, item, look, window);
		if (look.path !== null) paintPathBox(pen, item, look, window, look.path);
		return;
	}
	const { box } = item;
	const p = look.palette;
	const lit = look.lit.has(box.id);
	const border = look.selected === box.id || lit ? p.accent : p.border;
	if (box.depth > 0) {
		pen.rect(item.x, item.y, item.width, item.height, 8, p.planes[box.depth % p.planes.length] ?? p.plane, {
			colour: border,
			width: (lit || look.selected === box.id ? 2.5 : 1) * hair(window),
			...box.choice >= 0 ? { dash: [5, 3] } : {}
		});
		if (window.scale > .62) pen.text(item.x + 8, item.y + 15, `▾ ${title(item, look)}`, {
			size: 11,
			colour: p.ink,
			bold: true,
			room: item.width - 14
		});
	}
	if (look.path === null) paintLines(pen, item, look, window);
	else paintPathLines(pen, item, look, window, look.path);
	for (const child of item.children) paintItem(pen, child, look, window);
	if (box.depth > 0) paintDistantName(pen, item, look, window);
}
/** From far away the name of a large group stays as large as it can be read, over what is inside. */
function paintDistantName(pen, item, look, window) {
	if (window.scale > .62 || item.width * window.scale < 120 || item.height * window.scale < 60) return;
	const size = 11 / window.scale;
	const text = cut(title(item, look), size, item.width - size);
	pen.rect(item.x + 1, item.y + 1, text.length * size * .6 + size, size * 1.5, 4, look.palette.planes[item.box.depth % look.palette.planes.length] ?? look.palette.plane, null);
	pen.text(item.x + size * .5, item.y + size * 1.15, text, {
		size,
		colour: look.palette.ink,
		bold: true
	});
}
function paintLines(pen, item, look, window) {
	const plain = [];
	for (const line of item.lines) {
		if (misses(line, window)) continue;
		const { choice, candidate } = tone(line, look);
		if (choice < 0 || look.history === null) {
			plain.push(line.points);
			continue;
		}
		const facts = look.tree.net.choices[choice];
		const value = facts === void 0 ? NaN : weight(look.history, look.frame, facts.offset + candidate);
		if (facts === void 0) continue;
		if (!Number.isFinite(value)) {
			if (!look.derived) plain.push(line.points);
			else pen.curves([line.points], takenOf(look, facts).includes(candidate) ? {
				colour: look.palette.accent,
				width: 3
			} : {
				colour: faded(look.palette.accent, .15),
				width: 1
			}, look.direction);
			continue;
		}
		if (value < look.threshold) continue;
		const strength = Math.min(1, Math.max(0, value));
		const stays = !look.derived || takenOf(look, facts).includes(candidate);
		let colour = facts.kind === "layer" ? look.colours.get(facts.labels[candidate] ?? "")?.colour ?? look.palette.line : look.palette.accent;
		if (look.against !== null) {
			const change = value - weight(look.history, look.against, facts.offset + candidate);
			colour = Number.isFinite(change) ? difference(change * 2) : look.palette.line;
			pen.curves([line.points], {
				colour,
				width: .8 + 7 * Math.min(1, Math.abs(change || 0))
			}, look.direction);
		} else pen.curves([line.points], {
			colour: faded(colour, stays ? .22 + .78 * strength : .07),
			width: Math.max(.6 * hair(window), .7 + 5.3 * strength)
		}, look.direction);
		if (look.derived && stays && window.scale > .4) pen.tip(line.points, colour, 7);
	}
	if (plain.length > 0) pen.curves(plain, {
		colour: look.palette.line,
		width: 1.1 * hair(window)
	}, look.direction);
}
/** The colours of what came, what went (dashed, too), and what has other things inside. */
var pathColours = {
	added: "#d55e00",
	removed: "#0072b2",
	changed: "#cc79a7"
};
/** Lines of a lit path: strong on it, faint beside it. */
function paintPathLines(pen, item, look, window, lit) {
	const faint = [];
	const strong = [];
	for (const line of item.lines) {
		if (misses(line, window)) continue;
		const state = pathState(lit, line.edge);
		const facts = look.tree.net.choices[line.edge.choice];
		const own = facts?.kind === "layer" && lit.before === null ? look.colours.get(facts.labels[line.edge.candidate] ?? "")?.colour : void 0;
		if (state === "off") faint.push(line.points);
		else if (state === "removed") strong.push({
			line,
			colour: look.palette.accent,
			dash: [6, 4]
		});
		else strong.push({
			line,
			colour: state === "added" ? pathColours.added : own ?? (lit.before === null ? look.palette.accent : look.palette.quiet)
		});
	}
	if (faint.length > 0) pen.curves(faint, {
		colour: faded(look.palette.line, .22),
		width: .9 * hair(window)
	}, look.direction);
	for (const { line, colour, dash } of strong) {
		pen.curves([line.points], {
			colour,
			width: 2.6 * hair(window),
			...dash === void 0 ? {} : { dash }
		}, look.direction);
		if (window.scale > .4) pen.tip(line.points, colour, 7);
	}
}
/** A closed box beside a lit path is veiled; one that came or went is framed and marked. */
function paintPathBox(pen, item, look, window, lit) {
	const state = pathState(lit, item.box.id);
	if (state === "off") pen.rect(item.x, item.y, item.width, item.height, 5, faded(look.palette.plane, .72), null);
	else if (state === "on") pen.rect(item.x, item.y, item.width, item.height, 5, null, {
		colour: lit.before === null ? look.palette.accent : look.palette.quiet,
		width: 1.8 * hair(window)
	});
	else {
		const colour = state === "removed" ? look.palette.accent : pathColours[state];
		pen.rect(item.x, item.y, item.width, item.height, 5, null, {
			colour,
			width: 2.8 * hair(window),
			...state === "removed" ? { dash: [6, 4] } : {}
		});
		if (window.scale > .33) pen.text(item.x + item.width - 5, item.y + 13, state === "added" ? "+" : state === "removed" ? "−" : "±", {
			size: 14,
			colour,
			bold: true,
			anchor: "end"
		});
	}
}
function misses(line, w) {
	let [left, top, right, bottom] = [
		Infinity,
		Infinity,
		-Infinity,
		-Infinity
	];
	for (const { x, y } of line.points) {
		if (x < left) left = x;
		if (x > right) right = x;
		if (y < top) top = y;
		if (y > bottom) bottom = y;
	}
	return left > w.right + 4 || top > w.bottom + 4 || right < w.left - 4 || bottom < w.top - 4 || (right - left + bottom - top) * w.scale < 1.5;
}
/** Which candidate decides how a line looks: its own, or the strongest of the closed choice at its end. */
function tone(line, look) {
	const own = look.tree.net.choices[line.edge.choice];
	const facts = look.tree.net.choices[line.closedChoice];
	if (look.history === null) return {
		choice: -1,
		candidate: -1
	};
	if (own !== void 0 && (facts === void 0 || look.derived || Number.isFinite(weight(look.history, look.frame, own.offset + line.edge.candidate)))) return line.edge;
	if (facts === void 0) return {
		choice: -1,
		candidate: -1
	};
	return {
		choice: line.closedChoice,
		candidate: strongest(look.history, look.frame, facts)
	};
}
/** What would be kept of a choice: as the method derives it, or by the weights alone while that is being asked for. */
function takenOf(look, choice) {
	return look.taken?.get(choice.key) ?? (look.history === null ? [] : kept(look.history, look.frame, choice));
}
/** The words in a box; the place of the weights on the page, too. */
function title(item, look) {
	const { box } = item;
	const { history, frame, tree } = look;
	if (box.candidate >= 0) {
		const facts = tree.net.choices[box.candidateOf];
		const value = facts === void 0 || history === null ? NaN : weight(history, frame, facts.offset + box.candidate);
		return Number.isFinite(value) ? `${box.label} ${weightText(value)}` : box.label;
	}
	return box.kind === "operation" ? box.label : headline(box);
}
function weightText(value) {
	return value >= 0 && value <= 1 ? percent(value) : number(value, 3);
}
function paintClosed(pen, item, look, window) {
	const { box, x, y, width, height } = item;
	const p = look.palette;
	const on = look.lit.has(box.id) || look.selected === box.id;
	const heatValue = look.heatOf === null ? null : look.heatOf(box);
	const fill = heatValue === null ? p.box : magnitude(heatValue);
	pen.rect(x, y, width, height, 5, fill, {
		colour: on ? p.accent : p.border,
		width: (on ? 2.5 : 1) * hair(window)
	});
	if (height * window.scale < 7) return;
	const readable = window.scale * 11 > 3.6;
	const ink = heatValue === null ? p.ink : heatValue > .55 ? "#111" : "#fff";
	if (box.choice >= 0) return paintChoice(pen, item, look, readable, heatValue === null ? null : ink);
	if (box.candidate >= 0) paintCandidate(pen, item, look);
	if (box.choices.length > 0) paintHeat(pen, item, look);
	if (!readable) return;
	const mark = box.kind === "group" ? "▸ " : "";
	pen.text(x + 7, y + (box.choices.length > 0 || box.candidate >= 0 ? 15 : height / 2 + 4), `${mark}${title(item, look)}`, {
		size: 11,
		colour: ink,
		bold: box.kind === "group",
		room: width - 12
	});
}
function paintCandidate(pen, item, look) {
	const { box, x, y, width, height } = item;
	const facts = look.tree.net.choices[box.candidateOf];
	const value = facts === void 0 || look.history === null ? NaN : weight(look.history, look.frame, facts.offset + box.candidate);
	if (!Number.isFinite(value)) return;
	const swatch = look.colours.get(box.label);
	const length = (width - 12) * Math.min(1, Math.max(0, value));
	pen.rect(x + 6, y + height - 9, width - 12, 5, 1, faded("#808890", .2), null);
	pen.rect(x + 6, y + height - 9, length, 5, 1, swatch?.colour ?? look.palette.accent, null);
	if (swatch?.hatched === true && length > 2) pen.hatch(x + 6, y + height - 9, length, 5, look.palette.box);
}
/** A closed choice: its key, the strongest candidate with its weight, and all weights as one bar. */
function paintChoice(pen, item, look, readable, onHeat) {
	const { box, x, y, width, height } = item;
	const p = look.palette;
	const facts = look.tree.net.choices[box.choice];
	if (facts === void 0) return;
	const { history, frame } = look;
	const best = history === null ? -1 : strongest(history, frame, facts);
	if (readable) {
		pen.text(x + 7, y + 13, `${box.kind === "group" ? "▸ " : ""}${facts.key}`, {
			size: 10,
			colour: onHeat ?? p.quiet,
			room: width - 12
		});
		pen.text(x + 7, y + 27, choiceText(look, box), {
			size: 11,
			colour: onHeat ?? p.ink,
			bold: true,
			room: width - 12
		});
	}
	if (history === null || best < 0) return;
	const [left, top, room, tall] = [
		x + 7,
		y + height - 13,
		width - 14,
		7
	];
	pen.rect(left, top, room, tall, 1, faded("#808890", .2), null);
	let at = left;
	const sum = facts.labels.reduce((total, _, index) => total + Math.max(0, weight(history, frame, facts.offset + index) || 0), 0);
	const scale = room / Math.max(1, sum);
	facts.labels.forEach((label, index) => {
		const value = Math.max(0, weight(history, frame, facts.offset + index) || 0) * scale;
		if (value <= 0) return;
		const swatch = look.colours.get(label);
		pen.rect(at, top, value, tall, 0, facts.kind === "layer" ? swatch?.colour ?? p.quiet : faded(p.accent, .25 + .75 * ((index + 1) / facts.labels.length)), null);
		if (swatch?.hatched === true && value > 3) pen.hatch(at, top, value, tall, p.box);
		at += value;
	});
}
/** `sep_conv_3x3 41.2 %`, or for an input choice what it would keep. */
function choiceText(look, box) {
	const facts = look.tree.net.choices[box.choice];
	if (facts === void 0) return box.label;
	const { history, frame } = look;
	const decided = look.path?.selected.get(facts.key);
	if (decided !== void 0) return decided.length === 0 ? "nothing" : decided.map((index) => facts.labels[index]).join(" + ");
	const best = history === null ? -1 : strongest(history, frame, facts);
	if (facts.kind === "input") {
		const taken = takenOf(look, facts);
		if (taken.length === 0 && best < 0) return `${facts.pick ?? "any"} of ${facts.labels.length} inputs`;
		return taken.length === 0 ? "none" : taken.map((index) => facts.labels[index]).join(" + ");
	}
	if (history === null || best < 0) return `${facts.labels.length} candidates`;
	const rest = remainder(history, frame, facts);
	const value = weight(history, frame, facts.offset + best);
	return rest > value ? `none ${weightText(rest)}` : `${facts.labels[best] ?? ""} ${weightText(value)}`;
}
/** A closed group shows the weights of all its choices: a row for each, a column for each candidate. */
function paintHeat(pen, item, look) {
	const { box, x, y } = item;
	const { history, frame } = look;
	const { rows, columns } = heatSize(look.tree, box);
	const wide = (item.width - 16) / columns;
	for (let row = 0; row < rows; row++) {
		const facts = look.tree.net.choices[box.choices[Math.floor(row * box.choices.length / rows)] ?? -1];
		if (facts === void 0) continue;
		for (let column = 0; column < Math.min(columns, facts.labels.length); column++) {
			const value = history === null ? NaN : weight(history, frame, facts.offset + column);
			const colour = facts.kind === "layer" ? look.colours.get(facts.labels[column] ?? "")?.colour ?? look.palette.quiet : look.palette.accent;
			const shade = Number.isFinite(value) ? .08 + .92 * Math.min(1, Math.max(0, value)) : .05;
			pen.rect(x + 8 + column * wide, y + 22 + row * heat.height, wide - 1, heat.height - 1, 0, faded(colour.startsWith("#") ? colour : "#3366aa", shade), null);
		}
	}
}
// src/graph/svg-pen.ts
/** Writes a picture as a file of its own, without styles from outside. */
var SvgPen = class {
	parts = [];
	rect(x, y, width, height, radius, fill, stroke) {
		this.parts.push(`<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}"${radius > 0 ? ` rx="${n(radius)}"` : ""} ${paint(fill, stroke)}/>`);
	}
	text(x, y, text, style) {
		const anchor = style.anchor === void 0 || style.anchor === "start" ? "" : ` text-anchor="${style.anchor}"`;
		this.parts.push(`<text x="${n(x)}" y="${n(y)}" font-size="${n(style.size)}" fill="${escape(style.colour)}"${style.bold === true ? " font-weight=\"600\"" : ""}${anchor}>${escape(cut(text, style.size, style.room, style.bold))}</text>`);
	}
	curves(lines, stroke, flow) {
		let path = "";
		for (const line of lines) trace(line, flow, (x, y) => {
			path += `M${n(x)} ${n(y)}`;
		}, (...numbers) => {
			path += `C${numbers.map(n).join(" ")}`;
		});
		if (path !== "") this.parts.push(`<path d="${path}" ${paint(null, stroke)}/>`);
	}
	tip(line, colour, size) {
		const corners = arrow(line, size);
		if (corners !== null) this.parts.push(`<polygon points="${corners.map((c) => `${n(c.x)},${n(c.y)}`).join(" ")}" fill="${escape(colour)}"/>`);
	}
	bow(from, to, height, stroke) {
		const reach = bowReach * height;
		this.parts.push(`<path d="M${n(from.x)} ${n(from.y)}C${[
			from.x,
			from.y + reach,
			to.x,
			to.y + reach,
			to.x,
			to.y
		].map(n).join(" ")}" ${paint(null, stroke)}/>`);
	}
	hatch(x, y, width, height, colour) {
		for (let at = 0; at < width; at += 4) this.parts.push(`<path d="M${n(x + at)} ${n(y + height)}L${n(Math.min(x + width, x + at + height))} ${n(y)}" ${paint(null, {
			colour,
			width: 1
		})}/>`);
	}
	/** The file; with a part of the picture, only what lies there, `width` and `height` large. */
	document(width, height, background, title, part = {
		x: 0,
		y: 0,
		width,
		height
	}) {
		const at = `${n(part.x)} ${n(part.y)} ${n(part.width)} ${n(part.height)}`;
		return `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="${n(width)}" height="${n(height)}" viewBox="${at}" font-family="system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif"><title>${escape(title)}</title><rect x="${n(part.x)}" y="${n(part.y)}" width="${n(part.width)}" height="${n(part.height)}" fill="${escape(background)}"/>\n${this.parts.join("\n")}\n</svg>\n`;
	}
};
function escape(text) {
	return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "�");
}
function n(value) {
	return String(Math.round(value * 100) / 100);
}
function paint(fill, stroke) {
	const dash = stroke?.dash === void 0 ? "" : ` stroke-dasharray="${stroke.dash.join(" ")}"`;
	return colour("fill", fill) + (stroke === null ? "" : `${colour(" stroke", stroke.colour)} stroke-width="${n(stroke.width)}"${dash}`);
}
function colour(name, value) {
	if (value === null) return `${name}="none"`;
	if (!/^#[0-9a-f]{8}$/i.test(value)) return `${name}="${escape(value)}"`;
	return `${name}="${value.slice(0, 7)}"${name.startsWith(" ") ? "" : " "}${name}-opacity="${n(parseInt(value.slice(7), 16) / 255)}"`;
}
// src/graph/picture.ts
function currentPalette() {
	return {
		ink: token("--ink"),
		quiet: token("--quiet"),
		line: token("--wire"),
		plane: token("--plane"),
		planes: [
			token("--plane"),
			token("--nest-1"),
			token("--nest-2")
		],
		box: token("--box"),
		border: token("--border"),
		accent: token("--accent")
	};
}
/** The whole picture as a file, or what a stage shows of it. */
function sceneAsSvg(scene, look, name, view = null) {
	const pen = new SvgPen();
	const window = windowOf(scene, view);
	paintScene(pen, scene, look, window);
	const part = {
		x: window.left,
		y: window.top,
		width: window.right - window.left,
		height: window.bottom - window.top
	};
	return pen.document(view?.width ?? scene.width, view?.height ?? scene.height, look.palette.plane, name, part);
}
var mostPixels = {
	side: 12e3,
	area: 6e7
};
/** How many pixels a point of the scene gets in a picture of this size: two where that is not too many. */
function pixelsPerPoint(width, height) {
	return Math.min(2, mostPixels.side / Math.max(1, width, height), Math.sqrt(mostPixels.area / Math.max(1, width * height)));
}
/** The whole picture in pixels, or what a stage shows of it. */
function sceneAsCanvas(scene, look, view = null) {
	const [width, height] = view === null ? [scene.width, scene.height] : [view.width, view.height];
	const ratio = pixelsPerPoint(width, height);
	const canvas = document.createElement("canvas");
	canvas.width = Math.max(1, Math.round(width * ratio));
	canvas.height = Math.max(1, Math.round(height * ratio));
	const context = canvas.getContext("2d");
	if (context === null) return canvas;
	context.fillStyle = look.palette.plane;
	context.fillRect(0, 0, canvas.width, canvas.height);
	const { x, y, scale } = view?.camera ?? {
		x: 0,
		y: 0,
		scale: 1
	};
	context.setTransform(scale * ratio, 0, 0, scale * ratio, x * ratio, y * ratio);
	const window = windowOf(scene, view);
	paintScene(new CanvasPen(context), scene, look, view === null ? {
		...window,
		scale: Math.min(1, ratio)
	} : window);
	return canvas;
}
function windowOf(scene, view) {
	if (view === null) return {
		left: 0,
		top: 0,
		right: scene.width,
		bottom: scene.height,
		scale: 1
	};
	const { x, y, scale } = view.camera;
	return {
		left: -x / scale,
		top: -y / scale,
		right: (view.width - x) / scale,
		bottom: (view.height - y) / scale,
		scale
	};
}
// src/parts/svg-image.tsx
/** Shows a drawing of our own as it would be saved: parsed as XML, so that no text in it can become anything else. */
function SvgImage(props) {
	const host = T(null);
	F(() => {
		const root = new DOMParser().parseFromString(props.source, "image/svg+xml").documentElement;
		if (root.nodeName !== "svg") return;
		root.setAttribute("aria-hidden", "true");
		root.style.maxWidth = "100%";
		root.style.height = "auto";
		host.current?.replaceChildren(document.importNode(root, true));
	}, [props.source]);
	return /* @__PURE__ */ a("div", {
		ref: host,
		role: "img",
		"aria-label": props.name,
		"data-cell": props.cell
	});
}
// src/cell/draw-row.ts
var gap = 16;
var widest = 1120;
var line = 14;
/** Where the blocks of a row lie; a long row without arcs goes on below, as text does. */
function placeRow(drawing) {
	const widths = drawing.blocks.map((block) => Math.max(34, ...block.lines.map((text) => text.length * 7 + 10), Math.min(60, block.small.length * 5.4)));
	const height = Math.max(...drawing.blocks.map((block) => block.lines.length)) * line + 16;
	const above = Math.max(0, ...drawing.arcs.filter((arc) => !arc.reads).map(peak));
	const below = Math.max(0, ...drawing.arcs.filter((arc) => arc.reads).map(peak));
	const whole = widths.reduce((sum, width) => sum + width + gap, 0);
	const most = 26 + whole / Math.ceil(whole / widest) + Math.max(...widths) / 2;
	const blocks = [];
	let [x, y, right] = [
		26,
		16 + above,
		0
	];
	widths.forEach((width, index) => {
		if (drawing.arcs.length === 0 && x > 26 && x + width > most) {
			x = 26;
			y += height + 46;
		}
		const low = drawing.blocks[index]?.operation === "" ? 30 : height;
		blocks.push({
			x,
			y: y + (height - low) / 2,
			width,
			height: low
		});
		x += width + gap;
		right = Math.max(right, x - gap);
	});
	return {
		width: right + 26,
		height: y + height + 26 + below,
		blocks
	};
}
function peak(arc) {
	return Math.min(230, 12 + 11 * (arc.to - arc.from));
}
/** Draws a row of blocks: a colour for each operation, arcs for what a block takes besides the one before it. */
function paintRow(pen, drawing, colours, palette, changed) {
	const placed = placeRow(drawing);
	placed.blocks.forEach((at, index) => {
		const before = placed.blocks[index - 1];
		if (before === void 0 || drawing.joined[index] !== true) return;
		const [from, to] = [{
			x: before.x + before.width,
			y: before.y + before.height / 2
		}, {
			x: at.x,
			y: at.y + at.height / 2
		}];
		const turn = placed.width - 14;
		const middle = (before.y + before.height + at.y) / 2 + 8;
		const way = at.x > before.x ? [from, to] : [
			from,
			{
				x: turn,
				y: from.y
			},
			{
				x: turn,
				y: middle
			},
			{
				x: 12,
				y: middle
			},
			{
				x: 12,
				y: to.y
			},
			to
		];
		pen.curves([way], {
			colour: palette.line,
			width: 1.5
		}, "right");
		pen.tip(way, palette.line, 7);
	});
	for (const arc of drawing.arcs) {
		const [from, to] = [placed.blocks[arc.from], placed.blocks[arc.to]];
		if (from === void 0 || to === void 0) continue;
		const side = arc.reads ? 1 : -1;
		const edge = (block) => block.y + (arc.reads ? block.height + 14 : 0);
		const [start, end] = [{
			x: from.x + from.width / 2 + 5,
			y: edge(from)
		}, {
			x: to.x + to.width / 2 - 5,
			y: edge(to)
		}];
		const colour = arc.reads ? palette.quiet : palette.accent;
		pen.bow(start, end, side * peak(arc), {
			colour,
			width: 1.8,
			...changed.has(arc.key) ? { dash: [5, 3] } : {}
		});
		pen.tip([{
			x: end.x,
			y: end.y + side * 10
		}, end], colour, 7);
	}
	drawing.blocks.forEach((block, index) => {
		const at = placed.blocks[index];
		if (at === void 0) return;
		const [marked, end] = [changed.has(block.key), block.operation === ""];
		const swatch = colours.get(block.operation);
		const colour = end ? palette.border : swatch?.colour ?? palette.quiet;
		pen.rect(at.x, at.y, at.width, at.height, 6, palette.plane, null);
		pen.rect(at.x, at.y, at.width, at.height, 6, end ? palette.planes[2] ?? palette.plane : faded(colour, .3), {
			colour: marked ? palette.accent : colour,
			width: marked ? 3 : 1.6,
			...marked ? { dash: [4, 2] } : {}
		});
		if (swatch?.hatched === true) pen.hatch(at.x + 3, at.y + at.height - 8, at.width - 6, 5, colour);
		const top = at.y + at.height / 2 - block.lines.length * line / 2 + 11;
		block.lines.forEach((text, row) => pen.text(at.x + at.width / 2, top + row * line, text, {
			size: 12,
			colour: palette.ink,
			anchor: "middle",
			bold: row === 0
		}));
		pen.text(at.x + at.width / 2, at.y + at.height + 11, block.small, {
			size: 9.5,
			colour: palette.quiet,
			anchor: "middle",
			room: at.width + gap - 2
		});
	});
	return placed;
}
// src/cell/draw-cell.ts
/** Where the parts of a cell lie; an operation is a box of its own on its edge, so that no two names lie over each other. */
function placeCell(drawing) {
	const graph = new ie.Graph({ multigraph: true });
	const right = drawing.direction === "right";
	graph.setGraph({
		rankdir: right ? "LR" : "TB",
		nodesep: right ? 16 : 30,
		ranksep: right ? 44 : 26,
		edgesep: 14,
		marginx: 14,
		marginy: 20
	});
	graph.setDefaultEdgeLabel(() => ({}));
	for (const node of drawing.nodes) {
		const width = node.kind === "operation" ? Math.max(120, node.label.length * 7 + 20) : Math.max(44, node.label.length * 8 + 18);
		graph.setNode(node.id, {
			width,
			height: node.kind === "operation" ? 30 : 34
		});
	}
	drawing.edges.forEach((edge, index) => {
		const width = edge.operation === "" ? 0 : edge.operation.length * 6.6 + 16;
		graph.setEdge(edge.from, edge.to, {
			width,
			height: edge.operation === "" ? 0 : 20,
			labelpos: "c",
			minlen: 1
		}, `e${index}`);
	});
	Oe(graph);
	const size = graph.graph();
	return {
		width: (size.width ?? 100) + 4,
		height: (size.height ?? 60) + 18,
		nodes: drawing.nodes.map((node) => ({
			...node,
			...graph.node(node.id)
		})),
		edges: drawing.edges.map((edge, index) => {
			const placed = graph.edge(edge.from, edge.to, `e${index}`);
			const middle = placed.points[Math.floor(placed.points.length / 2)] ?? {
				x: 0,
				y: 0
			};
			return {
				edge,
				points: placed.points,
				label: {
					x: placed.x ?? middle.x,
					y: placed.y ?? middle.y
				},
				labelWidth: placed.width
			};
		})
	};
}
/** Draws a cell, or a network as a row; `changed` are keys to mark. */
function paintDrawing(pen, drawing, colours, palette, changed) {
	if (isRow(drawing)) return paintRow(pen, drawing, colours, palette, changed);
	const placed = placeCell(drawing);
	for (const { edge, points } of placed.edges) {
		const colour = edge.operation === "" ? palette.line : colours.get(edge.operation)?.colour ?? palette.quiet;
		pen.curves([points], {
			colour,
			width: edge.operation === "" ? 1.4 : 2.6
		}, drawing.direction);
		pen.tip(points, colour, 8);
	}
	for (const { edge, label, labelWidth } of placed.edges) {
		if (edge.operation === "") continue;
		const marked = edge.keys.some((key) => changed.has(key));
		const swatch = colours.get(edge.operation);
		pen.rect(label.x - labelWidth / 2, label.y - 10, labelWidth, 20, 10, palette.box, {
			colour: swatch?.colour ?? palette.quiet,
			width: marked ? 3 : 1.5,
			...marked ? { dash: [4, 2] } : {}
		});
		pen.text(label.x, label.y + 4, edge.operation, {
			size: 11,
			colour: palette.ink,
			anchor: "middle",
			bold: marked
		});
	}
	for (const node of placed.nodes) {
		const marked = node.kind === "operation" && changed.has(node.id);
		const own = node.kind === "operation" ? colours.get(node.label)?.colour : void 0;
		const fill = own !== void 0 ? faded(own, .3) : node.kind === "input" ? palette.planes[1] ?? palette.plane : node.kind === "output" ? palette.planes[2] ?? palette.plane : palette.box;
		pen.rect(node.x - node.width / 2, node.y - node.height / 2, node.width, node.height, node.kind === "operation" ? 6 : 8, fill, {
			colour: marked ? palette.accent : own ?? palette.border,
			width: marked ? 2.5 : 1.4
		});
		pen.text(node.x, node.y + 4.5, node.label, {
			size: node.kind === "operation" ? 11 : 13,
			colour: palette.ink,
			bold: node.kind !== "operation",
			anchor: "middle"
		});
	}
	return placed;
}
/** The drawing as a file of its own. */
function cellAsSvg(drawing, colours, palette, changed, title) {
	const pen = new SvgPen();
	const { width, height } = paintDrawing(pen, drawing, colours, palette, changed);
	return pen.document(width, height, palette.plane, title);
}
/** The drawing in pixels, two for each point. */
function cellAsCanvas(drawing, colours, palette, changed) {
	const { width, height } = isRow(drawing) ? placeRow(drawing) : placeCell(drawing);
	const canvas = document.createElement("canvas");
	const ratio = pixelsPerPoint(width, height);
	[canvas.width, canvas.height] = [Math.round(width * ratio), Math.round(height * ratio)];
	const context = canvas.getContext("2d");
	if (context === null) return canvas;
	context.fillStyle = palette.plane;
	context.fillRect(0, 0, canvas.width, canvas.height);
	context.setTransform(ratio, 0, 0, ratio, 0, 0);
	paintDrawing(new CanvasPen(context), drawing, colours, palette, changed);
	return canvas;
}
// src/cell/cell-picture.tsx
/** A cell as an image: the drawing is the very file that can be downloaded. */
function CellPicture(props) {
	const colours = paint$1.value;
	const source = w(() => cellAsSvg(props.drawing, props.colours, currentPalette(), props.changed, props.drawing.name), [
		props.drawing,
		props.colours,
		props.changed,
		colours
	]);
	return /* @__PURE__ */ a("div", {
		class: "scroll",
		style: {
			maxHeight: `${props.most ?? 520}px`,
			textAlign: "center"
		},
		tabIndex: 0,
		role: "region",
		"aria-label": `Drawing of ${props.drawing.name}`,
		children: /* @__PURE__ */ a(SvgImage, {
			source,
			name: spokenCell(props.drawing),
			cell: props.drawing.name
		})
	});
}
function spokenCell(drawing) {
	if (isRow(drawing)) return genotypeText(drawing);
	return drawing.edges.filter((edge) => edge.operation !== "").length > 0 ? genotypeText(drawing) : `${drawing.name}: ${drawing.nodes.map((node) => node.label).join(", ")}`;
}
// src/graph/dot.ts
/** What is shown as a DOT file for Graphviz: open boxes as clusters, closed ones as nodes, and a line wherever something flows between two of them. */
function sceneAsDot(scene, look, name) {
	const lines = [
		`digraph ${quoted(name)} {`,
		`  rankdir=${scene.direction === "right" ? "LR" : "TB"};`,
		"  node [shape=box, style=\"rounded,filled\", fillcolor=\"#ffffff\", fontname=\"Helvetica\", fontsize=11];",
		"  edge [color=\"#808890\"];",
		"  graph [fontname=\"Helvetica\", fontsize=11];"
	];
	const write = (item, indent) => {
		if (!item.open) {
			lines.push(`${indent}n${item.box.id} [${attributes(item, look)}];`);
			return;
		}
		const inner = item.box.parent < 0 ? indent : `${indent}  `;
		if (item.box.parent >= 0) lines.push(`${indent}subgraph cluster_${item.box.id} {`, `${inner}label=${quoted(title(item, look))};`, `${inner}style="rounded${item.box.choice >= 0 ? ",dashed" : ""}";`, `${inner}color="#9aa4b1";`);
		for (const child of item.children) write(child, inner);
		if (item.box.parent >= 0) lines.push(`${indent}}`);
	};
	write(scene.root, "  ");
	for (const flow of flows(scene, look)) lines.push(`  n${flow.from} -> n${flow.to}${style(flow, look)};`);
	return `${lines.join("\n")}\n}\n`;
}
/** The lines between boxes that can be seen, each once: ends inside a closed box are that box. */
function flows(scene, look) {
	const { tree } = look;
	const open = new Set(scene.items.filter((item) => item.open).map((item) => item.box.id));
	const seen = [];
	const visible = (box) => {
		const known = seen[box.id];
		if (known !== void 0) return known;
		const parent = tree.boxes[box.parent];
		return seen[box.id] = parent === void 0 ? box.id : open.has(parent.id) ? box.id : visible(parent);
	};
	const found = /* @__PURE__ */ new Map();
	const add = (link, from, to, choice, candidate) => {
		const [a, b] = [visible(from), visible(to)];
		if (a === b) return;
		const touched = [b, a].map((id) => tree.boxes[id]).find((box) => box !== void 0 && box.candidate >= 0);
		const flow = {
			from: a,
			to: b,
			choice: touched?.candidateOf ?? choice,
			candidate: touched?.candidate ?? candidate,
			links: [link]
		};
		const key = `${a}>${b}>${flow.choice}>${flow.candidate}`;
		const known = found.get(key);
		if (known === void 0) found.set(key, flow);
		else known.links.push(link);
	};
	tree.net.links.forEach((link, index) => {
		const [start, end] = [tree.boxes[tree.boxOf[link.from] ?? -1], tree.boxes[tree.boxOf[link.to] ?? -1]];
		if (start === void 0 || end === void 0) return;
		const place = link.candidate < 0 ? void 0 : choicePlace(tree, end);
		const empty = emptyCandidate(tree, place, link.candidate);
		if (empty === void 0) add(index, start, end, place?.choice ?? -1, place === void 0 ? -1 : link.candidate);
		else {
			add(index, start, empty, -1, -1);
			add(index, empty, end, -1, -1);
		}
	});
	return [...found.values()];
}
function attributes(item, look) {
	const { box } = item;
	const facts = look.tree.net.choices[box.choice];
	const heat = look.heatOf?.(box) ?? null;
	const swatch = box.candidate >= 0 ? look.colours.get(box.label) : void 0;
	return [
		`label=${quoted(facts === void 0 ? title(item, look) : `${facts.key}\n${choiceText(look, box)}`)}`,
		heat === null ? "" : `fillcolor="${hex(magnitude(heat))}", fontcolor="${heat > .55 ? "#111111" : "#ffffff"}"`,
		look.path !== null && pathState(look.path, box.id) === "off" ? "fontcolor=\"#b0b4ba\", color=\"#d5d8dc\"" : swatch === void 0 ? "" : `color="${swatch.colour}", penwidth=2`,
		box.kind === "operation" && box.choice < 0 && swatch === void 0 ? "shape=plaintext" : ""
	].filter((part) => part !== "").join(", ");
}
function style(flow, look) {
	if (look.path !== null) return wayStyle(flow, look.path);
	const facts = look.tree.net.choices[flow.choice];
	if (facts === void 0 || flow.candidate < 0) return "";
	const value = look.history === null ? NaN : weight(look.history, look.frame, facts.offset + flow.candidate);
	const colour = facts.kind === "layer" ? look.colours.get(facts.labels[flow.candidate] ?? "")?.colour ?? look.palette.line : "#1f5fa8";
	if (!Number.isFinite(value)) return ` [color="${colour}", candidate=${quoted(facts.labels[flow.candidate] ?? "")}]`;
	const strength = Math.min(1, Math.max(0, value));
	return ` [color="${faded(colour, .22 + .78 * strength)}", penwidth=${(.7 + 5.3 * strength).toFixed(2)}, candidate=${quoted(facts.labels[flow.candidate] ?? "")}, value="${value.toFixed(4)}"]`;
}
/** A lit path: strong where something flows, and in two colours where that is new or gone. */
function wayStyle(flow, lit) {
	const inside = (path) => flow.links.some((link) => path.links.has(link));
	const [now, then] = [inside(lit.path), lit.before !== null && inside(lit.before)];
	if (!now && !then) return " [color=\"#d5d8dc\"]";
	if (lit.before === null || now && then) return " [penwidth=2.4]";
	return now ? ` [color="${pathColours.added}", penwidth=2.8, way=added]` : ` [color="${pathColours.removed}", penwidth=2.8, style=dashed, way=removed]`;
}
/** A quoted text of DOT; a line break stays one. */
function quoted(value) {
	return `"${value.replace(/[\u0000-\u0009\u000b-\u001f]/g, " ").replaceAll("\\", "\\\\").replaceAll("\"", "\\\"").replaceAll("\n", "\\n")}"`;
}
function hex(colour) {
	return `#${(colour.match(/\d+/g) ?? []).map((part) => Number(part).toString(16).padStart(2, "0")).join("")}`;
}
// src/cell/drawing-dot.ts
/** A cell or a row of blocks as a DOT file for Graphviz. */
function drawingAsDot(drawing, colours) {
	const colour = (operation) => colours.get(operation)?.colour ?? "#808890";
	const lines = [
		`digraph ${quoted(drawing.name)} {`,
		`  rankdir=${!isRow(drawing) && drawing.direction === "down" ? "TB" : "LR"};`,
		"  node [shape=box, style=rounded, fontname=\"Helvetica\"];",
		"  edge [fontname=\"Helvetica\", fontsize=10];"
	];
	if (isRow(drawing)) {
		drawing.blocks.forEach((block, index) => {
			lines.push(`  n${index} [label=${quoted([...block.lines, ...block.small === "" ? [] : [block.small]].join("\n"))}${block.operation === "" ? "" : `, color="${colour(block.operation)}", penwidth=2`}];`);
			if (drawing.joined[index] === true) lines.push(`  n${index - 1} -> n${index} [weight=9];`);
		});
		for (const arc of drawing.arcs) lines.push(`  n${arc.from} -> n${arc.to} [${arc.reads ? "style=dashed" : "color=\"#1f5fa8\""}, constraint=${arc.reads}];`);
	} else {
		const at = new Map(drawing.nodes.map((node, index) => [node.id, index]));
		drawing.nodes.forEach((node, index) => lines.push(`  n${index} [label=${quoted(node.label)}];`));
		for (const edge of drawing.edges) {
			const [from, to] = [at.get(edge.from), at.get(edge.to)];
			if (from !== void 0 && to !== void 0) lines.push(`  n${from} -> n${to}${edge.operation === "" ? "" : ` [label=${quoted(edge.operation)}, color="${colour(edge.operation)}", penwidth=2]`};`);
		}
	}
	return `${lines.join("\n")}\n}\n`;
}
// src/pages/result.tsx
/** The derived network at any moment of the history, as a paper would draw it. */
function ResultPage(props) {
	const { source } = props;
	const net = useNet(source.id);
	const history = useHistoryData(useHistory(source.id)).value;
	const news = movedOf(source.id);
	const atStep = query.value.get("step");
	const frame = currentFrame(history);
	const search = atStep !== void 0 && history !== null ? `?step=${history.steps[frame] ?? 0}` : "";
	const answer = useResource(source.id, `${search}/${news.architectures ?? ""}/${atStep === void 0 ? news.weights ?? "" : ""}/${source.status}/${news.resync}`, (_, abort) => getJson(`runs/${encodeURIComponent(source.id)}/architecture${search}`, abort));
	const choices = net.value.data !== null && "tree" in net.value.data ? net.value.data.tree.net.choices : null;
	return /* @__PURE__ */ a("div", {
		class: "grid",
		children: [
			history !== null && /* @__PURE__ */ a("div", {
				class: "panel",
				children: /* @__PURE__ */ a(Timeline, { history })
			}),
			/* @__PURE__ */ a(Loaded, {
				of: answer.value,
				what: "the architecture",
				children: (data) => data.available ? /* @__PURE__ */ a(Architecture, {
					name: source.name,
					id: source.id,
					answer: data,
					search,
					choices,
					drawn: history?.kind === "visits"
				}) : /* @__PURE__ */ a(Empty, {
					title: "There is no architecture yet.",
					children: data.reason ?? "The run derives one after its first epoch."
				})
			}),
			source.run?.has.includes("candidates") === true && /* @__PURE__ */ a(Candidates, { id: source.id })
		]
	});
}
function Architecture(props) {
	const { answer, name } = props;
	const decided = w(() => decisions(answer, props.choices), [answer, props.choices]);
	const colours = w(() => swatches(labelsOf(decided)), [decided]);
	const cells = w(() => drawings(decided), [decided]);
	const changed = w(() => new Set(answer.changed), [answer]);
	const origin = answer.source === "result" ? "the result of the run" : answer.source === "epoch" ? "written by the run" : props.drawn ? "of what was drawn most often lately" : "derived from the weights";
	const file = `runs/${encodeURIComponent(props.id)}/architecture.json${props.search}`;
	return /* @__PURE__ */ a($, { children: [
		/* @__PURE__ */ a("div", {
			class: "row",
			children: [
				/* @__PURE__ */ a("span", { children: [
					answer.step === null ? "Architecture" : `At step ${count(answer.step)}`,
					", ",
					origin,
					"."
				] }),
				answer.changed.length > 0 ? /* @__PURE__ */ a("span", {
					class: "chip stopped",
					children: [
						count(answer.changed.length),
						" ",
						answer.changed.length === 1 ? "choice differs" : "choices differ",
						" from the last"
					]
				}) : /* @__PURE__ */ a("span", {
					class: "chip done",
					children: "the same as the last"
				}),
				/* @__PURE__ */ a("span", { class: "push" }),
				/* @__PURE__ */ a("a", {
					class: "button",
					href: address(file),
					download: "architecture.json",
					children: "architecture.json"
				})
			]
		}),
		/* @__PURE__ */ a(Legend, {
			names: labelsOf(decided),
			colours
		}),
		/* @__PURE__ */ a("div", {
			class: cells.length > 1 ? "grid two" : "grid",
			children: cells.map((cell) => /* @__PURE__ */ a(Panel, {
				title: cell.name,
				hint: [isRow(cell) ? cell.note : "", changed.size > 0 ? "dashed: differs from the last" : ""].filter((text) => text !== "").join("; ") || void 0,
				actions: /* @__PURE__ */ a(Menu, {
					label: "Download",
					children: [
						/* @__PURE__ */ a("button", {
							onClick: () => saveText(`${fileName(name, cell.name, answer.step ?? "result")}.svg`, cellAsSvg(cell, colours, currentPalette(), changed, `${name} ${cell.name}`), "image/svg+xml"),
							children: "picture (SVG)"
						}),
						/* @__PURE__ */ a("button", {
							onClick: () => saveCanvas(`${fileName(name, cell.name, answer.step ?? "result")}.png`, cellAsCanvas(cell, colours, currentPalette(), changed)),
							children: "picture (PNG)"
						}),
						/* @__PURE__ */ a("button", {
							onClick: () => saveText(`${fileName(name, cell.name, answer.step ?? "result")}.dot`, drawingAsDot(cell, colours), "text/vnd.graphviz"),
							children: "graph (DOT)"
						}),
						/* @__PURE__ */ a("button", {
							onClick: () => saveText(`${fileName(name, cell.name, answer.step ?? "result")}.txt`, `${genotypeText(cell)}\n`),
							children: "genotype (text)"
						})
					]
				}),
				children: /* @__PURE__ */ a(CellPicture, {
					drawing: cell,
					colours,
					changed
				})
			}, cell.name))
		}),
		/* @__PURE__ */ a(Panel, {
			title: "Decisions",
			hint: `${count(decided.length)} choices`,
			tight: true,
			actions: /* @__PURE__ */ a($, { children: [/* @__PURE__ */ a("a", {
				class: "button",
				href: link([
					"source",
					props.id,
					"supernet"
				], {
					path: answer.source === "result" ? "result" : "now",
					...answer.step === null ? {} : { step: String(answer.step) }
				}),
				children: "light in the supernet"
			}), /* @__PURE__ */ a("button", {
				onClick: () => saveText(`${fileName(name, "decisions", answer.step ?? "result")}.csv`, csv([[
					"choice",
					"decision",
					"differs"
				], ...decided.map((one) => [
					one.key,
					one.selected.map((index) => one.labels[index]).join(" "),
					changed.has(one.key) ? "yes" : "no"
				])]), "text/csv"),
				children: "CSV"
			})] }),
			children: /* @__PURE__ */ a("div", {
				class: "scroll",
				tabIndex: 0,
				role: "region",
				"aria-label": "Table of decisions",
				children: /* @__PURE__ */ a("table", {
					class: "plain",
					children: [/* @__PURE__ */ a("thead", { children: /* @__PURE__ */ a("tr", { children: [
						/* @__PURE__ */ a("th", { children: "choice" }),
						/* @__PURE__ */ a("th", { children: "decision" }),
						/* @__PURE__ */ a("th", { children: "of" }),
						/* @__PURE__ */ a("th", { children: "differs" })
					] }) }), /* @__PURE__ */ a("tbody", { children: decided.map(({ key, labels, selected }) => /* @__PURE__ */ a("tr", { children: [
						/* @__PURE__ */ a("td", { children: /* @__PURE__ */ a("code", { children: key }) }),
						/* @__PURE__ */ a("td", { children: selected.length === 0 ? "(nothing)" : selected.map((index) => labels[index]).join(", ") }),
						/* @__PURE__ */ a("td", {
							class: "hint",
							children: props.choices?.find((choice) => choice.key === key)?.labels.join(", ") ?? ""
						}),
						/* @__PURE__ */ a("td", { children: changed.has(key) ? "yes" : "" })
					] }, key)) })]
				})
			})
		})
	] });
}
function labelsOf(decided) {
	return [...new Set(decided.filter((choice) => choice.kind === "layer").flatMap((choice) => choice.labels))];
}
/** The decisions in the order of the network, from the file where the network is not known. */
function decisions(answer, choices) {
	if (choices !== null) return choices.filter((choice) => choice.key in answer.selected || choice.key in answer.architecture).map((choice) => ({
		...choice,
		selected: answer.selected[choice.key] ?? []
	}));
	return Object.entries(answer.architecture).filter(([key]) => key !== "$meta").map(([key, value]) => {
		const names = (Array.isArray(value) ? value : [value]).map((part) => String(part));
		return {
			key,
			kind: Array.isArray(value) ? "input" : "layer",
			labels: names,
			selected: names.map((_, index) => index)
		};
	});
}
function decisionText(value) {
	return Array.isArray(value) ? value.length === 0 ? "(nothing)" : value.map((part) => String(part)).join(", ") : String(value);
}
function Candidates(props) {
	const { data, error } = useResource(props.id, "", (_, abort) => getJson(`runs/${encodeURIComponent(props.id)}/candidates`, abort)).value;
	if (error !== null) return /* @__PURE__ */ a(Problem, { text: error });
	if (data === null || data.items.length === 0) return null;
	const keys = [...new Set(data.items.flatMap((item) => Object.keys(item.architecture)))].filter((key) => key !== "$meta");
	return /* @__PURE__ */ a(Panel, {
		title: "Architectures that the search compared",
		hint: `${count(data.items.length)}, the best first`,
		tight: true,
		actions: /* @__PURE__ */ a("button", {
			onClick: () => saveText("compared.csv", csv([[
				"rank",
				"score",
				...keys
			], ...data.items.map((item) => [
				item.rank,
				item.score,
				...keys.map((key) => decisionText(item.architecture[key] ?? null))
			])]), "text/csv"),
			children: "CSV"
		}),
		children: /* @__PURE__ */ a("div", {
			class: "scroll",
			tabIndex: 0,
			role: "region",
			"aria-label": "Table of compared architectures",
			children: /* @__PURE__ */ a("table", {
				class: "plain",
				children: [/* @__PURE__ */ a("thead", { children: /* @__PURE__ */ a("tr", { children: [
					/* @__PURE__ */ a("th", {
						class: "n",
						children: "rank"
					}),
					/* @__PURE__ */ a("th", {
						class: "n",
						children: "score"
					}),
					/* @__PURE__ */ a("th", { children: "metrics" }),
					/* @__PURE__ */ a("th", { children: "decisions" })
				] }) }), /* @__PURE__ */ a("tbody", { children: data.items.slice(0, 100).map((item) => /* @__PURE__ */ a("tr", { children: [
					/* @__PURE__ */ a("td", {
						class: "n",
						children: /* @__PURE__ */ a("a", {
							href: link([
								"source",
								props.id,
								"supernet"
							], { path: `candidate-${item.rank}` }),
							title: "Light it in the supernet",
							children: item.rank
						})
					}),
					/* @__PURE__ */ a("td", {
						class: "n",
						children: number(item.score)
					}),
					/* @__PURE__ */ a("td", { children: Object.entries(item.metrics).map(([k, v]) => `${k} ${number(v)}`).join(", ") }),
					/* @__PURE__ */ a("td", {
						class: "hint mono",
						children: Object.entries(item.architecture).filter(([k]) => k !== "$meta").map(([, v]) => decisionText(v)).join(" · ")
					})
				] }, item.rank)) })]
			})
		})
	});
}
// src/pages/compare.tsx
var most$3 = 8;
/** Several runs over each other, and what differs between their options and architectures. */
function ComparePage() {
	A(() => {
		pageTitle.value = "Compare runs";
		pageStatus.value = "";
	}, []);
	const ids = (query.value.get("runs") ?? "").split(",").filter((id) => id !== "").slice(0, most$3);
	const runs = sources.value?.items.filter((item) => item.kind === "run") ?? [];
	const version = `${ids.map((id) => moved.value.get(id)?.metrics ?? "").join(",")}/${resyncs.value}`;
	const answer = useResource(ids.join(",") || null, version, (_, abort) => Promise.all(ids.map(async (id) => {
		const run = encodeURIComponent(id);
		const [detail, series, architecture] = await Promise.all([
			getJson(`sources/${run}`, abort),
			getJson(`runs/${run}/series?max=800`, abort),
			getJson(`runs/${run}/architecture`, abort)
		]);
		return {
			id,
			detail,
			series,
			architecture
		};
	})));
	const toggle = (id) => remember({ runs: (ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]).join(",") });
	return /* @__PURE__ */ a("div", {
		class: "grid",
		children: [/* @__PURE__ */ a(Panel, {
			title: "Runs",
			hint: `${ids.length} chosen, at most ${most$3}`,
			children: runs.length === 0 ? /* @__PURE__ */ a(Empty, { title: "There are no runs to compare." }) : /* @__PURE__ */ a("div", {
				class: "row",
				style: {
					maxHeight: "120px",
					overflow: "auto"
				},
				children: runs.map((run) => /* @__PURE__ */ a("button", {
					"aria-pressed": ids.includes(run.id),
					disabled: !ids.includes(run.id) && ids.length >= most$3,
					onClick: () => toggle(run.id),
					title: run.path,
					children: run.name
				}, run.id))
			})
		}), ids.length === 0 ? /* @__PURE__ */ a(Empty, {
			title: "No run is chosen.",
			children: "Choose two or more above."
		}) : /* @__PURE__ */ a(Loaded, {
			of: answer.value,
			what: "the runs",
			children: (data) => /* @__PURE__ */ a(Comparison$1, {
				runs: data,
				listed: runs
			})
		})]
	});
}
function Comparison$1(props) {
	const { runs } = props;
	const { smoothing, wall } = curveOptions();
	const names = w(() => uniqueNames(runs), [runs]);
	const groups = w(() => {
		const all = /* @__PURE__ */ new Map();
		runs.forEach((run, index) => {
			for (const group of groupsOf(run.series.series, {
				smoothing,
				wall,
				run: names[index] ?? "",
				colour: index
			})) all.set(group.name, {
				lines: [...all.get(group.name)?.lines ?? [], ...group.lines],
				over: group.over
			});
		});
		return [...all];
	}, [
		runs,
		smoothing,
		wall,
		names
	]);
	return /* @__PURE__ */ a($, { children: [
		/* @__PURE__ */ a(Panel, {
			title: "In numbers",
			tight: true,
			children: /* @__PURE__ */ a("div", {
				class: "scroll",
				tabIndex: 0,
				role: "region",
				"aria-label": "Numbers of the runs",
				children: /* @__PURE__ */ a("table", {
					class: "plain",
					children: [/* @__PURE__ */ a("thead", { children: /* @__PURE__ */ a("tr", { children: [
						/* @__PURE__ */ a("th", { children: "run" }),
						/* @__PURE__ */ a("th", { children: "trainer" }),
						/* @__PURE__ */ a("th", {
							class: "n",
							children: "step"
						}),
						/* @__PURE__ */ a("th", {
							class: "n",
							children: "time"
						}),
						lastNames(runs).map((name) => /* @__PURE__ */ a("th", {
							class: "n",
							children: name
						}, name))
					] }) }), /* @__PURE__ */ a("tbody", { children: runs.map((run, index) => /* @__PURE__ */ a("tr", { children: [
						/* @__PURE__ */ a("td", { children: /* @__PURE__ */ a("a", {
							href: link(["source", run.id]),
							children: names[index]
						}) }),
						/* @__PURE__ */ a("td", { children: run.detail.run?.trainer ?? "–" }),
						/* @__PURE__ */ a("td", {
							class: "n",
							children: run.detail.run?.step === null || run.detail.run?.step === void 0 ? "–" : count(run.detail.run.step)
						}),
						/* @__PURE__ */ a("td", {
							class: "n",
							children: duration(run.detail.run?.seconds)
						}),
						lastNames(runs).map((name) => /* @__PURE__ */ a("td", {
							class: "n",
							children: number(lastOf(run, name))
						}, name))
					] }, run.id)) })]
				})
			})
		}),
		/* @__PURE__ */ a(CurveTools, {}),
		/* @__PURE__ */ a("div", {
			class: "grid two",
			children: groups.map(([name, { lines, over }]) => /* @__PURE__ */ a(Panel, {
				title: name,
				children: /* @__PURE__ */ a(LineChart, {
					name: `compare ${name}`,
					xLabel: over ?? (wall ? "seconds" : "step"),
					yLabel: name,
					lines,
					log: query.value.get("log") === "1",
					empty: "",
					...over === void 0 ? { group: "compare" } : {}
				})
			}, name))
		}),
		/* @__PURE__ */ a(Differences, {
			title: "Architectures",
			what: "decisions",
			names,
			tables: runs.map((run) => run.architecture.available ? run.architecture.architecture : null),
			none: "is not derived yet"
		}),
		/* @__PURE__ */ a(Drawings, {
			runs,
			names
		}),
		/* @__PURE__ */ a(Differences, {
			title: "Options",
			what: "options",
			names,
			tables: runs.map((run) => flat(run.detail.tool ?? run.detail.config ?? null)),
			none: "has none"
		})
	] });
}
/** The architectures beside each other; what differs from the first run is dashed. */
function Drawings(props) {
	const shown = w(() => props.runs.flatMap((run, index) => {
		if (!run.architecture.available) return [];
		const decided = decisions({
			architecture: run.architecture.architecture,
			selected: {}
		}, null);
		return [{
			name: props.names[index] ?? "",
			architecture: run.architecture.architecture,
			cells: drawings(decided),
			labels: labelsOf(decided)
		}];
	}), [props.runs, props.names]);
	const colours = w(() => swatches([...new Set(shown.flatMap((one) => one.labels))]), [shown]);
	const [first] = shown;
	if (first === void 0) return null;
	return /* @__PURE__ */ a(Panel, {
		title: "Drawings",
		hint: shown.length > 1 ? `dashed: another decision than ${first.name} has` : void 0,
		children: /* @__PURE__ */ a("div", {
			class: "grid two",
			children: shown.map((one) => {
				const changed = new Set(Object.keys(one.architecture).filter((key) => key in first.architecture && decisionText(one.architecture[key] ?? null) !== decisionText(first.architecture[key] ?? null)));
				return /* @__PURE__ */ a("div", { children: [/* @__PURE__ */ a("h3", { children: one.name }), one.cells.map((cell) => /* @__PURE__ */ a("div", { children: [/* @__PURE__ */ a("div", {
					class: "row",
					children: [/* @__PURE__ */ a("span", {
						class: "hint",
						children: cell.name
					}), /* @__PURE__ */ a("button", {
						class: "push",
						title: `Save the drawing ${cell.name} of ${one.name}`,
						onClick: () => saveText(`${fileName(one.name, cell.name)}.svg`, cellAsSvg(cell, colours, currentPalette(), changed, `${one.name} ${cell.name}`), "image/svg+xml"),
						children: "SVG"
					})]
				}), /* @__PURE__ */ a(CellPicture, {
					drawing: cell,
					colours,
					changed,
					most: 300
				})] }, cell.name))] }, one.name);
			})
		})
	});
}
function uniqueNames(runs) {
	return runs.map((run) => runs.filter((other) => other.detail.name === run.detail.name).length > 1 ? run.detail.path : run.detail.name);
}
function lastNames(runs) {
	return [...new Set(runs.flatMap((run) => run.series.series.filter((series) => series.phase !== "alpha" && series.phase !== "collapse").map((series) => `${series.phase} ${series.name}`)))].filter((name) => /loss|acc|score|reward/.test(name)).slice(0, 6);
}
function lastOf(run, name) {
	const series = run.series.series.find((one) => `${one.phase} ${one.name}` === name);
	return series === void 0 ? null : [...series.y].reverse().find((value) => value !== null) ?? null;
}
function flat(value) {
	const result = {};
	const visit = (name, part) => {
		if (part !== null && typeof part === "object" && !Array.isArray(part)) for (const [key, inner] of Object.entries(part)) visit(name === "" ? key : `${name}.${key}`, inner);
		else result[name] = part;
	};
	visit("", value);
	return result;
}
/** Only what differs, unless everything is asked for. */
function Differences(props) {
	const all = query.value.get("all") === "1";
	const keys = [...new Set(props.tables.flatMap((table) => Object.keys(table ?? {})))].filter((key) => key !== "$meta");
	const text = (table, key) => table === null || table[key] === void 0 ? "–" : decisionText(table[key] ?? null);
	const differs = keys.filter((key) => new Set(props.tables.filter((table) => table !== null).map((table) => text(table, key))).size > 1);
	const known = props.tables.filter((table) => table !== null);
	const apart = known.length > 1 && keys.length > 0 && keys.every((key) => known.filter((table) => table[key] !== void 0).length < 2);
	const missing = props.tables.flatMap((table, index) => table === null ? [props.names[index] ?? ""] : []);
	const shown = all ? keys : differs;
	return /* @__PURE__ */ a(Panel, {
		title: props.title,
		hint: `${apart ? `they have no ${props.what} in common: these are different spaces` : `${count(differs.length)} of ${count(keys.length)} ${props.what} differ`}${missing.length > 0 ? `; that of ${missing.join(", ")} ${props.none}` : ""}`,
		tight: true,
		actions: /* @__PURE__ */ a($, { children: [/* @__PURE__ */ a("button", {
			"aria-pressed": all,
			onClick: () => remember({ all: all ? null : "1" }),
			children: "equal ones, too"
		}), /* @__PURE__ */ a("button", {
			onClick: () => saveText(`compare-${props.what}.csv`, csv([[props.what, ...props.names], ...shown.map((key) => [key, ...props.tables.map((table) => text(table, key))])]), "text/csv"),
			children: "CSV"
		})] }),
		children: shown.length === 0 ? /* @__PURE__ */ a(Empty, { title: keys.length === 0 ? "There is nothing to compare." : props.names.length < 2 ? "Choose another run to compare with." : "They are the same." }) : /* @__PURE__ */ a("div", {
			class: "scroll",
			tabIndex: 0,
			role: "region",
			"aria-label": `Differences of the ${props.what}`,
			children: /* @__PURE__ */ a("table", {
				class: "plain",
				children: [/* @__PURE__ */ a("thead", { children: /* @__PURE__ */ a("tr", { children: [/* @__PURE__ */ a("th", { children: props.what }), props.names.map((name) => /* @__PURE__ */ a("th", { children: name }, name))] }) }), /* @__PURE__ */ a("tbody", { children: shown.map((key) => /* @__PURE__ */ a("tr", { children: [/* @__PURE__ */ a("th", {
					scope: "row",
					children: /* @__PURE__ */ a("code", { children: key })
				}), props.tables.map((table, index) => /* @__PURE__ */ a("td", { children: differs.includes(key) && index > 0 && text(table, key) !== text(props.tables[0] ?? null, key) ? /* @__PURE__ */ a("b", { children: text(table, key) }) : text(table, key) }, index))] }, key)) })]
			})
		})
	});
}
// src/charts/picture.ts
/** All canvases in an element as one picture, each where it stands, on the ground of the page: a canvas is transparent. */
function pictureOf(host) {
	const canvases = [...host.querySelectorAll("canvas")].filter((canvas) => canvas.width > 0);
	const [first] = canvases;
	if (first === void 0) return null;
	const frame = host.getBoundingClientRect();
	const ratio = first.width / Math.max(1, first.getBoundingClientRect().width);
	const places = canvases.map((canvas) => ({
		canvas,
		box: canvas.getBoundingClientRect()
	}));
	const copy = document.createElement("canvas");
	copy.width = Math.ceil(Math.max(...places.map(({ box }) => box.right - frame.left)) * ratio);
	copy.height = Math.ceil(Math.max(...places.map(({ box }) => box.bottom - frame.top)) * ratio);
	const context = copy.getContext("2d");
	if (context === null) return null;
	context.fillStyle = token("--plane");
	context.fillRect(0, 0, copy.width, copy.height);
	for (const { canvas, box } of places) context.drawImage(canvas, (box.left - frame.left) * ratio, (box.top - frame.top) * ratio, box.width * ratio, box.height * ratio);
	return copy;
}
// src/charts/chart-frame.tsx
/** What every drawn chart has around it: its numbers as a table, and both as files. */
function ChartFrame(props) {
	const host = T(null);
	const table = useSignal(false);
	return /* @__PURE__ */ a("div", {
		class: "chart",
		children: [/* @__PURE__ */ a("div", {
			class: "row",
			style: {
				justifyContent: "flex-end",
				marginBottom: "2px"
			},
			children: [
				/* @__PURE__ */ a("span", {
					class: "hint",
					style: { marginRight: "auto" },
					children: props.summary
				}),
				props.actions,
				/* @__PURE__ */ a("button", {
					"aria-pressed": table.value,
					onClick: () => {
						table.value = !table.value;
					},
					children: "table"
				}),
				/* @__PURE__ */ a(Menu, {
					label: "Download",
					children: [/* @__PURE__ */ a("button", {
						onClick: () => saveText(`${fileName(props.name)}.csv`, csv(props.rows()), "text/csv"),
						children: "numbers (CSV)"
					}), /* @__PURE__ */ a("button", {
						disabled: table.value,
						onClick: () => {
							const picture = host.current === null ? null : pictureOf(host.current);
							if (picture !== null) saveCanvas(`${fileName(props.name)}.png`, picture);
						},
						children: "picture (PNG)"
					})]
				})
			]
		}), table.value ? /* @__PURE__ */ a(NumberTable, {
			rows: props.rows(),
			name: props.name
		}) : /* @__PURE__ */ a("div", {
			ref: host,
			children: props.children
		})]
	});
}
// src/charts/surface.ts
/** The width of an element, in CSS pixels; 0 until it is there. */
function useWidth(host) {
	const width = useSignal(0);
	A(() => {
		const element = host.current;
		if (element === null) return;
		const observer = new ResizeObserver(() => {
			width.value = element.clientWidth;
		});
		observer.observe(element);
		return () => observer.disconnect();
	}, []);
	return width;
}
/** An empty canvas of a size in CSS pixels, sharp on screens with more of their own; null while there is nothing to draw on. */
function emptySurface(canvas, width, height) {
	const surface = canvas.current;
	const context = surface?.getContext("2d");
	if (surface === null || context === null || context === void 0 || width === 0) return null;
	const ratio = Math.min(2, devicePixelRatio || 1);
	surface.width = Math.round(width * ratio);
	surface.height = Math.round(height * ratio);
	context.setTransform(ratio, 0, 0, ratio, 0, 0);
	context.clearRect(0, 0, width, height);
	return context;
}
// src/charts/heat-map.tsx
var left$1 = 150;
var top$2 = 58;
/** Rows times columns as coloured cells; the number under the pointer, and in the cells where there is room. */
function HeatMap(props) {
	const host = T(null);
	const canvas = T(null);
	const width = useWidth(host);
	const over = useSignal(null);
	const rowHeight = props.rows.length > 60 ? 13 : 18;
	const height = top$2 + props.rows.length * rowHeight + 4;
	const cell = Math.max(2, (width.value - left$1 - 8) / Math.max(1, props.columns.length));
	const colours = paint$1.value;
	A(() => {
		const context = emptySurface(canvas, width.value, height);
		if (context === null) return;
		context.font = "11px system-ui, sans-serif";
		const [ink, quiet] = [token("--ink"), token("--quiet")];
		props.rows.forEach((row, r) => {
			const y = top$2 + r * rowHeight;
			context.fillStyle = row === props.chosen ? ink : quiet;
			context.font = `${row === props.chosen ? "600 " : ""}11px system-ui, sans-serif`;
			context.textAlign = "right";
			context.fillText(row.length > 24 ? `…${row.slice(-23)}` : row, 144, y + rowHeight / 2 + 4);
			context.textAlign = "center";
			context.font = "10px system-ui, sans-serif";
			props.columns.forEach((_, c) => {
				const value = props.values[r]?.[c] ?? NaN;
				if (!Number.isFinite(value)) return;
				context.fillStyle = props.colour(value / props.most);
				context.fillRect(left$1 + c * cell, y, Math.max(1, cell - (cell > 6 ? 1 : 0)), rowHeight - 1);
				if (cell > 42 && rowHeight > 14) {
					context.fillStyle = value / props.most > .55 ? "#111111" : "#ffffff";
					context.fillText(props.text(value), left$1 + (c + .5) * cell, y + rowHeight / 2 + 3);
				}
			});
		});
		context.fillStyle = quiet;
		context.font = "11px system-ui, sans-serif";
		const every = Math.max(1, Math.ceil(16 / cell));
		props.columns.forEach((column, c) => {
			if (c % every !== 0) return;
			context.save();
			context.translate(left$1 + (c + .5) * cell, 52);
			if (column.length * 6 < cell * every) context.textAlign = "center";
			else {
				context.rotate(-Math.PI / 5);
				context.textAlign = "left";
			}
			context.fillText(column.length > 16 ? `${column.slice(0, 15)}…` : column, 0, 0);
			context.restore();
		});
		if (props.mark >= 0) {
			context.strokeStyle = token("--accent");
			context.lineWidth = 2;
			context.strokeRect(left$1 + props.mark * cell, 56, Math.max(2, cell), props.rows.length * rowHeight + 3);
		}
	}, [
		props.rows,
		props.columns,
		props.values,
		props.most,
		props.chosen,
		props.mark,
		width.value,
		colours
	]);
	const find = (event) => {
		const box = canvas.current?.getBoundingClientRect();
		if (box === void 0) return null;
		const [x, y] = [event.clientX - box.left, event.clientY - box.top];
		const [row, column] = [Math.floor((y - top$2) / rowHeight), Math.floor((x - left$1) / cell)];
		return row < 0 || row >= props.rows.length || column < 0 || column >= props.columns.length ? null : {
			row,
			column,
			x,
			y
		};
	};
	const hit = over.value;
	return /* @__PURE__ */ a("div", {
		ref: host,
		class: "chart",
		style: { overflowX: "auto" },
		children: [/* @__PURE__ */ a("canvas", {
			ref: canvas,
			style: {
				width: `${width.value}px`,
				height: `${height}px`,
				cursor: "pointer"
			},
			role: "img",
			"aria-label": `${props.name}: ${props.rows.length} choices. The numbers are in the CSV file.`,
			onMouseMove: (event) => {
				over.value = find(event);
			},
			onMouseLeave: () => {
				over.value = null;
			},
			onClick: (event) => {
				const at = find(event);
				if (at !== null) props.pick(at.row, at.column);
			}
		}), hit !== null && /* @__PURE__ */ a("div", {
			class: "tip",
			style: {
				left: `${Math.min(hit.x + 12, Math.max(0, width.value - 200))}px`,
				top: `${hit.y + 14}px`
			},
			children: [
				props.rows[hit.row],
				/* @__PURE__ */ a("br", {}),
				props.columns[hit.column],
				": ",
				/* @__PURE__ */ a("b", { children: Number.isFinite(props.values[hit.row]?.[hit.column] ?? NaN) ? props.text(props.values[hit.row]?.[hit.column] ?? NaN) : "–" })
			]
		})]
	});
}
// src/pages/alphas-gap.tsx
var most$2 = 2e3;
/** How much of the weights deriving would throw away, and what the guard measured of it on data. */
function GapPanel(props) {
	const { history, choices, chosen } = props;
	const series = useSeries(props.run).value.data;
	const lines = w(() => {
		const stride = Math.max(1, Math.ceil(history.steps.length / most$2));
		const frames = history.steps.map((_, index) => index).filter((index) => index % stride === 0 || index === history.steps.length - 1);
		const x = frames.map((index) => history.steps[index] ?? 0);
		const line = (name, colour, value, more = {}) => ({
			name,
			colour,
			x,
			y: frames.map((frame) => {
				const one = value(frame);
				return Number.isFinite(one) ? one : null;
			}),
			...more
		});
		return [
			line("gap, mean of the choices", "#0072b2", (frame) => meanOver(choices, (choice) => gap$1(history, frame, choice)), { width: 2.2 }),
			line(`gap of ${chosen.key}`, "#d55e00", (frame) => gap$1(history, frame, chosen)),
			line(`entropy of ${chosen.key}`, "#009e73", (frame) => entropy(history, frame, chosen), { dash: [2, 3] })
		].filter((one) => one.y.some((value) => value !== null));
	}, [
		history,
		choices,
		chosen
	]);
	const measured = w(() => (series?.series ?? []).filter((one) => one.phase === "collapse" && one.name.startsWith("gap_")).map((one, index) => ({
		name: `measured: ${one.name.slice(4)}`,
		colour: [
			"#cc79a7",
			"#e69f00",
			"#56b4e9"
		][index % 3] ?? "#8a8f98",
		x: one.x,
		y: one.y,
		right: true,
		dash: [6, 3]
	})), [series]);
	return /* @__PURE__ */ a(Panel, {
		title: "Discretisation gap",
		hint: "what deriving throws away: 1 − the weights of the kept candidates; measured: supernet less derived network, where the collapse guard did so",
		children: /* @__PURE__ */ a(LineChart, {
			name: `${props.name} gap`,
			xLabel: "step",
			yLabel: "share",
			rightLabel: "measured",
			lines: [...lines, ...measured],
			marks: props.marks,
			at: props.at,
			pick: props.pick,
			height: 230,
			group: "alphas",
			range: [0, 1.02],
			empty: "The choices of this search have no weights, or may keep any number of candidates."
		})
	});
}
// src/graph/layers.ts
/** How decided a choice is: 1 when one candidate has all the weight, 0 when all have the same; null without weights. */
function decidedness(history, frame, choice) {
	if (choice.labels.length < 2) return null;
	const value = 1 - entropy(history, frame, choice);
	return Number.isFinite(value) ? value : null;
}
/** How far the strongest candidate is ahead of the second; null without weights. */
function lead(history, frame, choice) {
	let [first, second] = [NaN, NaN];
	for (let i = 0; i < choice.labels.length; i++) {
		const value = weight(history, frame, choice.offset + i);
		if (!Number.isFinite(value)) continue;
		if (!(value <= first)) [first, second] = [value, first];
		else if (!(value <= second)) second = value;
	}
	return Number.isFinite(second) ? first - second : null;
}
/** A layer of colours; null for the weights, which colour lines and bars instead. */
function layerOf(tree, layer, history, frame, costs) {
	switch (layer) {
		case "decided": return history === null ? null : ofChoices(tree, layer, (choice) => decidedness(history, frame, choice));
		case "lead": return history === null ? null : ofChoices(tree, layer, (choice) => lead(history, frame, choice));
		case "cost": return costs === null ? null : ofCosts(tree, costs);
		case "parameters":
		case "flops": return ofModules(tree, layer);
		default: return null;
	}
}
/** Choices have a value of their own, groups the mean of those inside; anything else has none. */
function ofChoices(tree, layer, value) {
	const known = [];
	const of = (choice) => {
		const facts = tree.net.choices[choice];
		if (known[choice] === void 0) known[choice] = facts === void 0 ? null : value(facts);
		return known[choice] ?? null;
	};
	const valueOf = (box) => {
		if (box.choice >= 0) return of(box.choice);
		const inside = box.choices.map(of).filter((one) => one !== null);
		return inside.length === 0 ? null : inside.reduce((sum, one) => sum + one, 0) / inside.length;
	};
	return {
		layer,
		valueOf,
		heatOf: valueOf,
		most: 1
	};
}
/** What a module or operation costs by itself, on a logarithmic scale. */
function ofModules(tree, layer) {
	return logarithmic(tree, layer, tree.boxes.map((box) => {
		const facts = box.operation >= 0 && box.kind === "operation" ? tree.net.operations[box.operation] : tree.net.modules[box.module];
		return (layer === "flops" ? facts?.flops : facts?.parameters) ?? 0;
	}));
}
/** What candidates cost in the table of the run; a choice the mean of its candidates, a group the sum of its choices. */
function ofCosts(tree, costs) {
	const rows = tree.net.choices.map((choice) => costs.choices[choice.key]);
	const mean = (row) => row.reduce((sum, one) => sum + one, 0) / Math.max(1, row.length);
	return logarithmic(tree, "cost", tree.boxes.map((box) => {
		if (box.candidate >= 0) return rows[box.candidateOf]?.[box.candidate] ?? null;
		const own = box.choices.flatMap((choice) => {
			const row = rows[choice];
			return row === void 0 ? [] : [mean(row)];
		});
		return own.length === 0 ? null : own.reduce((sum, one) => sum + one, 0);
	}));
}
function logarithmic(tree, layer, values) {
	const most = values.filter((_, index) => index !== tree.root).map((value) => value ?? 0).reduce((a, b) => Math.max(a, b), 0);
	const unit = layer === "cost" ? Math.max(most / 1e4, 1e-30) : 1;
	const end = Math.max(1e-9, Math.log1p(most / unit));
	return {
		layer,
		most,
		valueOf: (box) => values[box.id] ?? null,
		heatOf: (box) => {
			const value = values[box.id] ?? null;
			return value === null ? null : Math.log1p(value / unit) / end;
		}
	};
}
// src/pages/box-panel.tsx
/** Everything known of the selected box. */
function BoxPanel(props) {
	const { net, selected } = props;
	const { tree } = net;
	const box = tree.boxes[selected];
	if (box === void 0) return /* @__PURE__ */ a(Panel, {
		title: "Details",
		class: "side",
		children: [/* @__PURE__ */ a(Facts, { of: [
			["model", net.answer.model ?? "–"],
			["parameters", amount(net.answer.totals?.parameters)],
			["multiply-adds", amount(net.answer.totals?.flops)],
			["input", shape(net.answer.inputs?.[0])]
		] }), /* @__PURE__ */ a(Empty, {
			title: "Nothing is selected.",
			children: "Click a box; double-click opens it."
		})]
	});
	const costs = net.answer.cost ?? null;
	const own = costs === null ? null : costOf(costs, tree, box);
	const inside = props.layer?.layer === "cost" ? props.layer.valueOf(box) : null;
	const module = tree.net.modules[box.module];
	const operation = tree.net.operations[box.operation];
	const choice = tree.net.choices[box.choice >= 0 ? box.choice : box.candidateOf];
	const places = tree.places[box.choice >= 0 ? box.choice : box.candidateOf] ?? [];
	return /* @__PURE__ */ a(Panel, {
		title: headline(box),
		class: "side",
		actions: box.kind === "group" && box.depth > 0 ? /* @__PURE__ */ a("button", {
			onClick: () => props.toggle(box.id),
			children: props.open.has(box.id) ? "close" : "open"
		}) : void 0,
		children: [
			/* @__PURE__ */ a(Facts, { of: [
				["path", /* @__PURE__ */ a("code", { children: box.path === "" ? module?.path === "" ? "(model)" : module?.path ?? "" : box.path }, "p")],
				["type", operation !== void 0 && box.kind === "operation" ? operation.name : module?.type ?? "–"],
				box.kind === "group" ? ["operations", count(box.operations)] : null,
				["output", shapeOf(tree, box)],
				["parameters", amount(box.kind === "operation" && operation !== void 0 ? operation.parameters : module?.parameters)],
				["multiply-adds", amount(box.kind === "operation" && operation !== void 0 ? operation.flops : module?.flops)],
				own === null || costs === null ? null : [costName(costs), number(own)],
				own === null && inside !== null && costs !== null ? [`${costName(costs)}, means`, number(inside)] : null,
				decided(props, box)
			] }),
			choice !== void 0 && /* @__PURE__ */ a(Weights, {
				...props,
				choice,
				box
			}),
			places.length > 1 && /* @__PURE__ */ a("div", {
				class: "section",
				children: [/* @__PURE__ */ a("h3", { children: [
					"One decision in ",
					count(places.length),
					" places"
				] }), /* @__PURE__ */ a(Links, {
					tree,
					ids: places,
					show: props.show,
					text: (id) => tree.boxes[id]?.path ?? ""
				})]
			}),
			/* @__PURE__ */ a("div", {
				class: "section",
				children: [/* @__PURE__ */ a("h3", { children: "Inputs" }), /* @__PURE__ */ a(Links, {
					tree,
					ids: neighbours(tree, box, "in"),
					show: props.show
				})]
			}),
			/* @__PURE__ */ a("div", {
				class: "section",
				children: [/* @__PURE__ */ a("h3", { children: "Outputs" }), /* @__PURE__ */ a(Links, {
					tree,
					ids: neighbours(tree, box, "out"),
					show: props.show
				})]
			})
		]
	});
}
/** How decided a choice or the choices inside a box are. */
function decided(props, box) {
	const { history, frame, net } = props;
	if (history === null || box.choice < 0 && box.choices.length === 0) return null;
	const values = (box.choice >= 0 ? [box.choice] : box.choices).flatMap((index) => {
		const facts = net.tree.net.choices[index];
		const value = facts === void 0 ? null : decidedness(history, frame, facts);
		return value === null ? [] : [value];
	});
	if (values.length === 0) return null;
	const own = net.tree.net.choices[box.choice];
	const ahead = own === void 0 ? null : lead(history, frame, own);
	return [box.choice >= 0 ? "decided" : "decided, on average", `${percent(values.reduce((a, b) => a + b, 0) / values.length)}${ahead === null ? "" : `; lead ${percent(ahead)}`}`];
}
/** What a candidate costs in the run's table; null for anything else. */
function costOf(costs, tree, box) {
	return box.candidate < 0 ? null : costs.choices[tree.net.choices[box.candidateOf]?.key ?? ""]?.[box.candidate] ?? null;
}
function Weights(props) {
	const { net, history, frame, choice, box } = props;
	const index = net.tree.net.choices.indexOf(choice);
	const place = box.choice >= 0 ? box : net.tree.boxes[box.parent];
	const costs = choice.labels.map((_, candidate) => {
		const child = place?.children.map((id) => net.tree.boxes[id]).find((other) => other?.candidate === candidate && other.candidateOf === index);
		return net.tree.net.modules[child?.module ?? -1];
	});
	const table = net.answer.cost ?? null;
	const row = table?.choices[choice.key];
	return /* @__PURE__ */ a("div", {
		class: "section",
		children: [
			/* @__PURE__ */ a("h3", { children: [
				choice.kind === "layer" ? "Choice" : `Inputs, ${choice.pick === null ? "any number" : choice.pick} taken`,
				": ",
				/* @__PURE__ */ a("code", { children: choice.key })
			] }),
			history === null ? /* @__PURE__ */ a("p", {
				class: "hint",
				children: "No weights yet."
			}) : /* @__PURE__ */ a(WeightBars, {
				net,
				history,
				frame,
				choice,
				taken: props.taken
			}),
			choice.kind === "layer" && (costs.some((cost) => cost !== void 0) || row !== void 0) && /* @__PURE__ */ a("table", {
				class: "plain compact",
				children: [/* @__PURE__ */ a("thead", { children: /* @__PURE__ */ a("tr", { children: [
					/* @__PURE__ */ a("th", { children: "candidate" }),
					/* @__PURE__ */ a("th", {
						class: "n",
						children: "parameters"
					}),
					/* @__PURE__ */ a("th", {
						class: "n",
						children: "mult.-adds"
					}),
					row !== void 0 && table !== null && /* @__PURE__ */ a("th", {
						class: "n",
						children: costName(table)
					})
				] }) }), /* @__PURE__ */ a("tbody", { children: choice.labels.map((label, i) => /* @__PURE__ */ a("tr", { children: [
					/* @__PURE__ */ a("td", { children: label }),
					/* @__PURE__ */ a("td", {
						class: "n",
						children: amount(costs[i]?.parameters)
					}),
					/* @__PURE__ */ a("td", {
						class: "n",
						children: amount(costs[i]?.flops)
					}),
					row !== void 0 && /* @__PURE__ */ a("td", {
						class: "n",
						children: number(row[i])
					})
				] }, label)) })]
			})
		]
	});
}
function WeightBars(props) {
	const { history, frame, choice } = props;
	const taken = props.taken?.get(choice.key) ?? kept(history, frame, choice);
	const unweighted = choice.labels.every((_, index) => !Number.isFinite(weight(history, frame, choice.offset + index)));
	const rest = remainder(history, frame, choice);
	return /* @__PURE__ */ a($, { children: [/* @__PURE__ */ a("div", {
		class: "bars",
		children: [choice.labels.map((label, index) => {
			const value = weight(history, frame, choice.offset + index);
			const swatch = props.net.colours.get(label);
			const share = Math.min(1, Math.max(0, Number.isFinite(value) ? value : 0));
			return /* @__PURE__ */ a($, { children: [
				/* @__PURE__ */ a("span", {
					class: taken.includes(index) ? "taken" : "",
					children: [choice.kind === "layer" && /* @__PURE__ */ a(SwatchMark, { swatch }), label === "" ? `#${index}` : label]
				}),
				/* @__PURE__ */ a("span", {
					class: "track",
					children: /* @__PURE__ */ a("div", {
						class: "bar",
						style: {
							width: `${100 * share}%`,
							backgroundColor: choice.kind === "layer" ? swatch?.colour ?? "#888888" : "var(--accent)"
						}
					})
				}),
				/* @__PURE__ */ a("span", {
					class: "v",
					children: Number.isFinite(value) ? weightText(value) : "–"
				})
			] });
		}), rest > 0 && /* @__PURE__ */ a($, { children: [
			/* @__PURE__ */ a("span", { children: "none (what is left)" }),
			/* @__PURE__ */ a("span", {
				class: "track",
				children: /* @__PURE__ */ a("div", {
					class: "bar",
					style: {
						width: `${100 * rest}%`,
						backgroundColor: faded("#8a8f98", .7)
					}
				})
			}),
			/* @__PURE__ */ a("span", {
				class: "v",
				children: percent(rest)
			})
		] })]
	}), /* @__PURE__ */ a("p", {
		class: "hint",
		children: unweighted ? "bold: would be kept; this choice has no weights of its own" : `bold: would be kept; entropy ${percent(entropy(history, frame, choice), 0)}${history.kind === "visits" ? "; shares of the last 100 draws or so" : ""}`
	})] });
}
function Links(props) {
	if (props.ids.length === 0) return /* @__PURE__ */ a("p", {
		class: "hint",
		children: "none"
	});
	const shown = props.ids.slice(0, 24);
	return /* @__PURE__ */ a("ul", {
		class: "links",
		children: [shown.map((id) => {
			const box = props.tree.boxes[id];
			return box === void 0 ? null : /* @__PURE__ */ a("li", { children: [
				/* @__PURE__ */ a("button", {
					onClick: () => props.show(id),
					children: props.text === void 0 ? fullName(props.tree, box) : props.text(id)
				}),
				" ",
				/* @__PURE__ */ a("span", {
					class: "hint",
					children: shapeOf(props.tree, box)
				})
			] }, id);
		}), props.ids.length > shown.length && /* @__PURE__ */ a("li", {
			class: "hint",
			children: [
				"and ",
				props.ids.length - shown.length,
				" more"
			]
		})]
	});
}
function fullName(tree, box) {
	const path = tree.net.modules[box.module]?.path ?? "";
	return path === "" ? box.label : box.kind === "operation" && box.path === "" ? `${path}: ${box.label}` : path;
}
function shapeOf(tree, box) {
	const producer = box.kind === "operation" ? box.operation : box.outPorts[0] ?? -1;
	return shape(tree.net.operations[producer]?.shape);
}
/** The boxes of the operations outside that a box reads or that read it. */
function neighbours(tree, box, side) {
	const inside = (id) => {
		for (let at = tree.boxes[id]; at !== void 0; at = tree.boxes[at.parent]) if (at.id === box.id) return true;
		return false;
	};
	const result = /* @__PURE__ */ new Set();
	tree.boxOf.forEach((owner, operation) => {
		if (!inside(owner)) return;
		for (const other of (side === "in" ? tree.inputs : tree.readers)[operation] ?? []) {
			const there = tree.boxOf[other] ?? -1;
			if (there >= 0 && !inside(there)) result.add(there);
		}
	});
	return [...result];
}
// src/pages/alphas.tsx
/** How the weights of the candidates moved, and whether the search is healthy. */
function AlphasPage(props) {
	const { source } = props;
	const history = useHistory(source.id);
	const net = useNet(source.id);
	const health = useHealth(source.id);
	return /* @__PURE__ */ a(Loaded, {
		of: history.value,
		what: "the weights",
		children: (data) => {
			if ("missing" in data) return /* @__PURE__ */ a(Empty, {
				title: "No weights yet.",
				children: data.missing
			});
			const choices = net.value.data !== null && "tree" in net.value.data ? net.value.data.tree.net.choices : withoutNet(data.history);
			const h = health.value.data;
			return /* @__PURE__ */ a(Alphas, {
				run: source.id,
				name: source.name,
				history: data.history,
				choices,
				health: h !== null && h.available ? h : null
			});
		}
	});
}
/** What the history itself says of its choices, where the network is not known. */
function withoutNet(history) {
	return history.choices.map((choice) => ({
		key: choice.key,
		kind: "layer",
		labels: Array.from({ length: choice.size }, (_, index) => `candidate ${index}`),
		names: [],
		when: [],
		pick: 1,
		skip: [],
		offset: choice.offset
	}));
}
function Alphas(props) {
	const { history, choices, health } = props;
	const frame = currentFrame(history);
	const chosen = choices.find((choice) => choice.key === query.value.get("choice")) ?? choices.find((choice) => choice.kind === "layer") ?? choices[0];
	const labels = w(() => [...new Set(choices.filter((choice) => choice.kind === "layer").flatMap((choice) => choice.labels))], [choices]);
	const colours = w(() => swatches(labels), [labels]);
	const at = history.steps[frame] ?? null;
	const pick = (step) => setFrame(history, frameAt(history, step));
	const marks = (health?.alarms ?? []).map((alarm) => ({
		x: alarm.step,
		text: alarm.kind,
		bad: true
	}));
	const trajectories = w(() => chosen === void 0 ? [] : trajectoriesOf(history, chosen, colours), [
		history,
		chosen,
		colours
	]);
	const healthLines = w(() => {
		if (health === null) return [];
		const lines = [{
			name: "mean entropy",
			colour: "#0072b2",
			x: health.steps,
			y: health.entropy,
			width: 2
		}];
		if (health.skipShare.some((value) => value !== null)) lines.push({
			name: "skip share, largest of a cell",
			colour: "#009e73",
			x: health.steps,
			y: health.skipShare,
			dash: [6, 3]
		});
		if (health.skips.some((value) => value !== null)) lines.push({
			name: "skip connections",
			colour: "#e69f00",
			x: health.steps,
			y: health.skips,
			right: true,
			dash: [2, 3]
		});
		if (health.eigenvalue !== null && health.eigenvalue.steps.length > 0) lines.push({
			name: "eigenvalue",
			colour: "#d55e00",
			x: health.eigenvalue.steps,
			y: health.eigenvalue.values,
			right: true
		});
		return lines;
	}, [health]);
	if (chosen === void 0) return /* @__PURE__ */ a(Empty, { title: "This search has no choices." });
	return /* @__PURE__ */ a("div", {
		class: "grid",
		children: [
			/* @__PURE__ */ a(Problems, { list: health?.problems }),
			/* @__PURE__ */ a("div", {
				class: "panel",
				children: /* @__PURE__ */ a(Timeline, {
					history,
					...health === null ? {} : { sparkName: "mean entropy" }
				})
			}),
			/* @__PURE__ */ a("div", {
				class: "grid two",
				children: [/* @__PURE__ */ a(Panel, {
					title: "Trajectory of a choice",
					actions: /* @__PURE__ */ a("select", {
						"data-search": true,
						"aria-label": "Choice",
						value: chosen.key,
						onChange: (event) => remember({ choice: event.currentTarget.value }),
						children: choices.map((choice) => /* @__PURE__ */ a("option", {
							value: choice.key,
							children: choice.key
						}, choice.key))
					}),
					children: /* @__PURE__ */ a(LineChart, {
						name: `${props.name} ${chosen.key}`,
						xLabel: "step",
						yLabel: history.kind === "visits" ? "share of the last 100 draws or so" : "weight",
						lines: trajectories,
						marks,
						at,
						pick,
						height: 270,
						empty: "The run has not written any weights of this choice.",
						group: "alphas"
					})
				}), /* @__PURE__ */ a(Panel, {
					title: `At step ${count(at ?? 0)}`,
					hint: chosen.key,
					children: /* @__PURE__ */ a(WeightBars, {
						net: { colours },
						history,
						frame,
						choice: chosen
					})
				})]
			}),
			/* @__PURE__ */ a(Panel, {
				title: "Health of the search",
				hint: "entropy 1: undecided, 0: decided; alarms as red lines",
				children: [health === null ? /* @__PURE__ */ a(Empty, {
					title: "Nothing to tell yet.",
					children: "Entropy and skip connections come with the weights."
				}) : /* @__PURE__ */ a(LineChart, {
					name: `${props.name} health`,
					xLabel: "step",
					yLabel: "share",
					rightLabel: "count, eigenvalue",
					lines: healthLines,
					marks,
					at,
					pick,
					empty: "",
					height: 230,
					group: "alphas",
					range: [0, 1.02]
				}), health !== null && health.alarms.length > 0 && /* @__PURE__ */ a("ul", { children: health.alarms.slice(0, 30).map((alarm, index) => /* @__PURE__ */ a("li", { children: [
					/* @__PURE__ */ a("button", {
						onClick: () => pick(alarm.step),
						children: ["step ", count(alarm.step)]
					}),
					" ",
					alarm.kind,
					": ",
					alarm.text
				] }, index)) })]
			}),
			/* @__PURE__ */ a(GapPanel, {
				run: props.run,
				name: props.name,
				history,
				choices,
				chosen,
				marks,
				at,
				pick
			}),
			/* @__PURE__ */ a(AllChoices, {
				...props,
				frame,
				chosen: chosen.key,
				colours,
				labels
			})
		]
	});
}
function trajectoriesOf(history, choice, colours) {
	const stride = Math.max(1, Math.ceil(history.steps.length / 4e3));
	const frames = history.steps.map((_, index) => index).filter((index) => index % stride === 0 || index === history.steps.length - 1);
	const x = frames.map((index) => history.steps[index] ?? 0);
	return choice.labels.map((label, candidate) => {
		const swatch = colours.get(label);
		return {
			name: label === "" ? `#${candidate}` : label,
			x,
			colour: swatch?.colour ?? [
				"#0072b2",
				"#d55e00",
				"#009e73",
				"#cc79a7",
				"#e69f00",
				"#56b4e9",
				"#8a6d00",
				"#8a8f98"
			][candidate % 8] ?? "#888888",
			y: frames.map((index) => finite(weight(history, index, choice.offset + candidate))),
			...swatch?.hatched === true ? { dash: [5, 3] } : {}
		};
	});
}
function finite(value) {
	return Number.isFinite(value) ? value : null;
}
/** All choices at one moment, or one number of each over the whole run. */
function AllChoices(props) {
	const { history, choices, frame, labels } = props;
	const asked = query.value.get("map");
	const mode = asked === "entropy" || asked === "gap" ? asked : "weights";
	const layers = choices.filter((choice) => choice.kind === "layer");
	const shown = layers.length > 0 ? layers : choices;
	const columns = mode === "weights" ? layers.length > 0 ? labels : [...new Set(shown.flatMap((choice) => choice.labels))] : [];
	const frames = w(() => {
		const stride = Math.max(1, Math.ceil(history.steps.length / 160));
		return history.steps.map((_, index) => index).filter((index) => index % stride === 0);
	}, [history]);
	const values = w(() => mode === "weights" ? shown.map((choice) => columns.map((label) => {
		const index = choice.labels.indexOf(label);
		return index < 0 ? NaN : weight(history, frame, choice.offset + index);
	})) : shown.map((choice) => frames.map((index) => (mode === "gap" ? gap$1 : entropy)(history, index, choice))), [
		mode,
		history,
		frame,
		shown,
		columns.length,
		frames
	]);
	const heads = mode === "weights" ? columns : frames.map((index) => count(history.steps[index] ?? 0));
	const most = mode !== "weights" ? 1 : Math.max(1e-9, ...values.flat().filter(Number.isFinite));
	const rows = [["choice", ...heads], ...shown.map((choice, row) => [choice.key, ...values[row] ?? []])];
	return /* @__PURE__ */ a(Panel, {
		title: "All choices",
		hint: mode === "weights" ? `${history.kind === "visits" ? "shares of the last 100 draws or so" : "weights of the candidates"} at this step; brightest: ${percent(most)}` : mode === "gap" ? "discretisation gap over the run; bright: much is thrown away" : "entropy over the run; bright: undecided",
		actions: /* @__PURE__ */ a($, { children: [
			/* @__PURE__ */ a("button", {
				"aria-pressed": mode === "weights",
				onClick: () => remember({ map: null }),
				children: "weights now"
			}),
			/* @__PURE__ */ a("button", {
				"aria-pressed": mode === "entropy",
				onClick: () => remember({ map: "entropy" }),
				children: "entropy over time"
			}),
			/* @__PURE__ */ a("button", {
				"aria-pressed": mode === "gap",
				onClick: () => remember({ map: "gap" }),
				children: "gap over time"
			})
		] }),
		children: /* @__PURE__ */ a(ChartFrame, {
			name: `${props.name} ${mode} of all choices`,
			rows: () => rows,
			children: /* @__PURE__ */ a(HeatMap, {
				most,
				rows: shown.map((choice) => choice.key),
				columns: heads,
				values,
				colour: magnitude,
				chosen: props.chosen,
				name: {
					weights: "Weights",
					entropy: "Entropy",
					gap: "Discretisation gap"
				}[mode] + " of all choices",
				mark: mode !== "weights" ? frames.findLastIndex((index) => index <= frame) : -1,
				text: (value) => mode === "weights" ? percent(value) : number(value, 3),
				pick: (row, column) => {
					remember({ choice: shown[row]?.key ?? null });
					if (mode !== "weights") setFrame(history, frames[column] ?? frame);
				}
			})
		})
	});
}
// src/model/brushes.ts
/** Brushed ranges as text for the address: `result~0.9~1!conv~-0.5~0.5`. */
function writeBrushes(brushes) {
	if (brushes.size === 0) return null;
	return [...brushes].map(([name, range]) => `${encodeURIComponent(name).replaceAll("~", "%7E").replaceAll("!", "%21")}~${brief(range.low)}~${brief(range.high)}`).join("!");
}
function readBrushes(text) {
	const result = /* @__PURE__ */ new Map();
	for (const part of (text ?? "").split("!")) {
		const [name = "", low = "", high = ""] = part.split("~");
		const [from, to] = [Number(low), Number(high)];
		if (name === "" || low === "" || high === "" || !Number.isFinite(from) || !Number.isFinite(to)) continue;
		try {
			result.set(decodeURIComponent(name), {
				low: from,
				high: to
			});
		} catch {}
	}
	return result;
}
function brief(value) {
	return String(Number(value.toPrecision(6)));
}
// src/model/trials.ts
function readTrials(answer) {
	const number = (answer.columns["number"] ?? []).map((value) => value ?? -1);
	const state = (answer.columns["state"] ?? []).map((value) => answer.states[value ?? -1] ?? "unknown");
	const numeric = /* @__PURE__ */ new Map();
	for (const [name, values] of Object.entries(answer.columns)) if (name !== "state") numeric.set(name, values);
	const metrics = Object.keys(answer.metrics).filter((name) => !numeric.has(name));
	for (const name of metrics) numeric.set(name, answer.metrics[name] ?? []);
	return {
		cursor: answer.cursor,
		n: number.length,
		number,
		state,
		numeric,
		metrics,
		choices: answer.choices,
		rowOf: new Map(number.map((value, row) => [value, row])),
		answer
	};
}
/** New and changed trials into those that are known. */
function mergeTrials(last, later) {
	if (later.reset) return readTrials(later);
	if (later.n === 0) return {
		...last,
		cursor: later.cursor
	};
	const numbers = (later.columns["number"] ?? []).map((value) => value ?? -1);
	const order = [.../* @__PURE__ */ new Set([...last.number, ...numbers])].sort((a, b) => a - b);
	const newRow = new Map(numbers.map((value, row) => [value, row]));
	const column = (before, after, none) => order.map((number) => {
		const row = newRow.get(number);
		if (row !== void 0) return after?.[row] ?? none;
		return before?.[last.rowOf.get(number) ?? -1] ?? none;
	});
	const all = (before, after) => Object.fromEntries([.../* @__PURE__ */ new Set([...Object.keys(before), ...Object.keys(after)])].map((name) => [name, column(before[name], after[name], null)]));
	const known = new Map(last.answer.choices.map((choice) => [choice.key, choice]));
	return readTrials({
		...later,
		n: order.length,
		columns: all(last.answer.columns, later.columns),
		metrics: all(last.answer.metrics, later.metrics),
		choices: later.choices.map((choice) => ({
			...choice,
			values: column(known.get(choice.key)?.values, choice.values, -1)
		}))
	});
}
/** The text of a decision of one trial. */
function decisionOf(choice, row) {
	const value = choice.values[row] ?? -1;
	return value < 0 ? "" : choice.labels[value] ?? "";
}
/** The best result so far, trial by trial; null before the first. */
function bestSoFar(results, maximize) {
	let best = null;
	return results.map((value) => {
		if (value !== null && (best === null || (maximize ? value > best : value < best))) best = value;
		return best;
	});
}
/** The results in the order in which their trials ended, with the minutes since the first trial was proposed. */
function historyByTime(trials) {
	const [ended, created, results] = [
		"endedAt",
		"createdAt",
		"result"
	].map((name) => trials.numeric.get(name) ?? []);
	const zero = (created ?? []).reduce((first, at) => Math.min(first, at ?? Infinity), Infinity);
	const rows = trials.number.map((_, row) => row).filter((row) => typeof ended?.[row] === "number" && typeof results?.[row] === "number").sort((a, b) => (ended?.[a] ?? 0) - (ended?.[b] ?? 0) || a - b);
	let last = -Infinity;
	return {
		x: rows.map((row) => last = Math.max(((ended?.[row] ?? 0) - zero) / 6e4, last + 1e-7)),
		results: rows.map((row) => results?.[row] ?? 0)
	};
}
// src/model/filter.ts
/**
* A filter such as `result>0.9 & parameters<3M & state:failed & conv=5x5 maxpool`: comparisons of columns, metrics and choices, and words that occur anywhere in a trial. All parts must
* hold. What cannot be understood is told, never passed over.
*/
function parseFilter(text, trials) {
	const tests = [];
	for (const part of text.split(/\s*&\s*|\s+(?![<>=!:])(?<![<>=!:]\s*)/)) {
		const term = part.trim();
		if (term === "") continue;
		const match = /^(.+?)\s*(>=|<=|!=|>|<|=|:)\s*(.*)$/.exec(term);
		if (match === null) {
			tests.push(anywhere(term, trials));
			continue;
		}
		const [, name = "", operator = "=", value = ""] = match;
		const made = comparison(name, operator, value, trials);
		if (typeof made === "string") return {
			test: () => true,
			error: made
		};
		tests.push(made);
	}
	return {
		test: (row) => tests.every((test) => test(row)),
		error: null
	};
}
function comparison(name, operator, value, trials) {
	const lower = name.toLowerCase();
	if (lower === "state") return words(operator, value, (row) => trials.state[row] ?? "");
	const choice = trials.choices.find((one) => one.key.toLowerCase() === lower);
	if (choice !== void 0) return words(operator, value, (row) => decisionOf(choice, row));
	const column = trials.numeric.get([...trials.numeric.keys()].find((key) => key.toLowerCase() === lower) ?? "");
	if (column === void 0) return `There is no column '${name}'. There are: state, ${[...trials.numeric.keys(), ...trials.choices.map((one) => one.key)].slice(0, 14).join(", ")}.`;
	const wanted = numberOf(value);
	if (wanted === null) return `'${value}' is not a number, which ${name} is compared with.`;
	return (row) => {
		const there = column[row];
		if (there === null || there === void 0) return operator === "!=";
		switch (operator) {
			case ">": return there > wanted;
			case "<": return there < wanted;
			case ">=": return there >= wanted;
			case "<=": return there <= wanted;
			case "!=": return there !== wanted;
			default: return there === wanted;
		}
	};
}
function words(operator, value, of) {
	const wanted = value.toLowerCase();
	switch (operator) {
		case ":": return (row) => of(row).toLowerCase().includes(wanted);
		case "=": return (row) => of(row).toLowerCase() === wanted;
		case "!=": return (row) => of(row).toLowerCase() !== wanted;
		default: return `Texts are compared with : (contains), = or !=, not with ${operator}.`;
	}
}
function numberOf(text) {
	const match = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*([kMG%]?)$/i.exec(text);
	if (match === null) return null;
	const scale = {
		k: 1e3,
		K: 1e3,
		m: 1e6,
		M: 1e6,
		g: 1e9,
		G: 1e9,
		"%": .01
	}[match[2] ?? ""] ?? 1;
	return Number(match[1]) * scale;
}
function anywhere(word, trials) {
	const wanted = word.toLowerCase();
	const exact = /^#?\d+$/.test(word) ? Number(word.replace("#", "")) : null;
	return (row) => exact !== null && trials.number[row] === exact || (trials.state[row] ?? "").includes(wanted) || trials.choices.some((choice) => decisionOf(choice, row).toLowerCase().includes(wanted));
}
// src/store/experiment.ts
function useTrials(id) {
	const news = movedOf(id);
	return useResource(id, `${news.trials ?? ""}/${news.resync}`, async (last, abort) => {
		const base = `experiments/${encodeURIComponent(id)}/trials`;
		if (last === null) return readTrials(await getJson(base, abort));
		return mergeTrials(last, await getJson(`${base}?since=${encodeURIComponent(last.cursor)}`, abort));
	});
}
/** Changes when trials of an experiment have moved. */
function trialsVersion(id) {
	const news = movedOf(id);
	return `${news.trials ?? ""}/${news.resync}`;
}
// src/table/virtual-table.tsx
var rowHeight = 28;
var headHeight = 32;
/** A table of any length: only the rows that can be seen are there. */
function VirtualTable(props) {
	const host = T(null);
	const view = useSignal({
		top: 0,
		height: 600
	});
	const focusRow = T(null);
	A(() => {
		const element = host.current;
		if (element === null) return;
		const read = () => {
			view.value = {
				top: element.scrollTop,
				height: element.clientHeight
			};
		};
		const observer = new ResizeObserver(read);
		observer.observe(element);
		element.addEventListener("scroll", read, { passive: true });
		return () => {
			observer.disconnect();
			element.removeEventListener("scroll", read);
		};
	}, []);
	const { rows, columns } = props;
	const template = columns.map((column) => `${column.width}px`).join(" ");
	const first = Math.max(0, Math.floor((view.value.top - headHeight) / rowHeight) - 6);
	const last = Math.min(rows.length, Math.ceil((view.value.top + view.value.height) / rowHeight) + 6);
	const at = props.selected === null ? -1 : rows.findIndex((row) => props.keyOf(row) === props.selected);
	const reveal = (index) => {
		const element = host.current;
		if (element === null) return;
		const top = headHeight + index * rowHeight;
		if (top < element.scrollTop + headHeight) element.scrollTop = top - headHeight;
		else if (top + rowHeight > element.scrollTop + element.clientHeight) element.scrollTop = top + rowHeight - element.clientHeight;
	};
	const go = (index) => {
		const row = rows[Math.min(rows.length - 1, Math.max(0, index))];
		if (row === void 0) return;
		reveal(rows.indexOf(row));
		focusRow.current = props.keyOf(row);
		props.select(props.keyOf(row));
	};
	F(() => {
		if (focusRow.current === null) return;
		const element = host.current?.querySelector(`[data-key="${focusRow.current}"]`);
		if (element === null || element === void 0) return;
		element.focus({ preventScroll: true });
		focusRow.current = null;
	});
	const keys = (event) => {
		const page = Math.max(1, Math.floor(view.value.height / rowHeight) - 2);
		const now = at < 0 ? 0 : at;
		switch (event.key) {
			case "ArrowDown":
				go(at < 0 ? 0 : now + 1);
				break;
			case "ArrowUp":
				go(now - 1);
				break;
			case "PageDown":
				go(now + page);
				break;
			case "PageUp":
				go(now - page);
				break;
			case "Home":
				go(0);
				break;
			case "End":
				go(rows.length - 1);
				break;
			default: return;
		}
		event.preventDefault();
		event.stopPropagation();
	};
	const stop = at >= first && at < last ? at : first;
	return /* @__PURE__ */ a("div", {
		class: "vtable",
		ref: host,
		role: "grid",
		"aria-label": props.name,
		"aria-rowcount": rows.length + 1,
		"aria-colcount": columns.length,
		onKeyDown: keys,
		tabIndex: rows.length === 0 ? 0 : -1,
		children: [/* @__PURE__ */ a("div", {
			class: "head",
			role: "row",
			"aria-rowindex": 1,
			style: { gridTemplateColumns: template },
			children: columns.map((column) => /* @__PURE__ */ a("div", {
				role: "columnheader",
				class: column.numeric === true ? "n" : "",
				"aria-sort": props.sort.column === column.id ? props.sort.down ? "descending" : "ascending" : "none",
				children: column.title === "" ? /* @__PURE__ */ a("span", {
					class: "skip",
					children: "Choose"
				}) : /* @__PURE__ */ a("button", {
					onClick: () => props.sortBy(column.id),
					title: column.title,
					children: [column.title, props.sort.column === column.id ? props.sort.down ? " ▾" : " ▴" : ""]
				})
			}, column.id))
		}), /* @__PURE__ */ a("div", {
			role: "rowgroup",
			style: { height: `${rows.length * rowHeight}px` },
			children: rows.slice(first, last).map((row, index) => {
				const key = props.keyOf(row);
				const place = first + index;
				return /* @__PURE__ */ a("div", {
					class: "line",
					role: "row",
					"data-key": key,
					"aria-rowindex": place + 2,
					"aria-selected": key === props.selected,
					tabIndex: place === stop ? 0 : -1,
					style: {
						top: `${headHeight + place * rowHeight}px`,
						gridTemplateColumns: template
					},
					onClick: () => props.select(key),
					children: columns.map((column) => /* @__PURE__ */ a("div", {
						role: "gridcell",
						class: column.numeric === true ? "cell n" : "cell",
						children: column.cell(row)
					}, column.id))
				}, key);
			})
		})]
	});
}
// src/model/lineage.ts
function familyOf(trials) {
	const columns = ["parent", "otherParent"].map((name) => trials.numeric.get(name));
	const generation = [];
	const parents = trials.number.map((own, row) => {
		const found = columns.flatMap((column) => {
			const number = column?.[row];
			const at = number === null || number === void 0 || number >= own ? void 0 : trials.rowOf.get(number);
			return at === void 0 ? [] : [at];
		});
		const distinct = [...new Set(found)];
		generation.push(distinct.length === 0 ? 0 : 1 + Math.max(...distinct.map((parent) => generation[parent] ?? 0)));
		return distinct;
	});
	return {
		parents,
		generation,
		recorded: parents.some((list) => list.length > 0)
	};
}
/** A row and everything that it was made from. */
function ancestryOf(family, row) {
	const found = /* @__PURE__ */ new Set();
	const open = [row];
	for (let at = open.pop(); at !== void 0; at = open.pop()) {
		if (found.has(at)) continue;
		found.add(at);
		open.push(...family.parents[at] ?? []);
	}
	return found;
}
/** The decisions in which two trials differ. */
function changesBetween(trials, before, after) {
	return trials.choices.filter((choice) => choice.values[before] !== choice.values[after]).map((choice) => ({
		key: choice.key,
		from: decisionOf(choice, before) || "inactive",
		to: decisionOf(choice, after) || "inactive"
	}));
}
// src/pages/trial-architecture.tsx
var nothing = /* @__PURE__ */ new Set();
/** What a trial tried, drawn, with what is different from another trial dashed; without a space its parameters. */
function TrialArchitecture(props) {
	const { detail, trials, against } = props;
	const decided = w(() => {
		const selected = detail.selected ?? {};
		return trials.choices.filter((choice) => choice.key in selected).map((choice) => {
			const picked = selected[choice.key] ?? [];
			const named = detail.architecture?.[choice.key];
			const names = (Array.isArray(named) ? named : [named]).map((part) => part === void 0 || part === null ? "" : String(part));
			return choice.kind === "layer" ? {
				key: choice.key,
				kind: "layer",
				labels: choice.labels,
				selected: picked
			} : {
				key: choice.key,
				kind: "input",
				labels: names,
				selected: names.map((_, index) => index)
			};
		});
	}, [detail, trials]);
	const colours = w(() => swatches(labelsOf(decided)), [decided]);
	const cells = w(() => drawings(decided), [decided]);
	const changed = against?.changed ?? nothing;
	if (decided.length === 0) return /* @__PURE__ */ a(Panel, {
		title: props.title === "Architecture" ? "Parameters" : props.title,
		children: /* @__PURE__ */ a("pre", {
			class: "log",
			tabIndex: 0,
			children: JSON.stringify(detail.parameters, null, 1)
		})
	});
	const name = `trial-${detail.number}`;
	return /* @__PURE__ */ a(Panel, {
		title: props.title,
		actions: /* @__PURE__ */ a($, { children: [/* @__PURE__ */ a("a", {
			class: "button",
			href: address(`${props.base}/architecture.json`),
			download: `${name}-architecture.json`,
			children: "architecture.json"
		}), /* @__PURE__ */ a(Menu, {
			label: "Download",
			children: cells.map((cell) => /* @__PURE__ */ a($, { children: [/* @__PURE__ */ a("button", {
				onClick: () => saveText(`${fileName(name, cell.name)}.svg`, cellAsSvg(cell, colours, currentPalette(), changed, `${name} ${cell.name}`), "image/svg+xml"),
				children: [cell.name, ": picture (SVG)"]
			}), /* @__PURE__ */ a("button", {
				onClick: () => saveText(`${fileName(name, cell.name)}.txt`, `${genotypeText(cell)}\n`),
				children: [cell.name, ": genotype (text)"]
			})] }))
		})] }),
		children: [cells.map((cell) => /* @__PURE__ */ a(CellPicture, {
			drawing: cell,
			colours,
			changed,
			most: 360
		}, cell.name)), against !== null && changed.size > 0 && /* @__PURE__ */ a("p", {
			class: "hint",
			children: ["dashed: differs from trial ", against.trial]
		})]
	});
}
/** Numbers in the address, `1,7,9`, that are trials. */
function comparedIn(text, trials) {
	return [...new Set((text ?? "").split(",").filter((part) => part !== "").map(Number))].filter((number) => trials.rowOf.has(number)).slice(0, 8);
}
/** Several trials beside each other: what differs, and their curves over each other. */
function TrialComparePage(props) {
	const { source } = props;
	const trials = useTrials(source.id);
	return /* @__PURE__ */ a(Loaded, {
		of: trials.value,
		what: "the trials",
		children: (data) => {
			const numbers = comparedIn(query.value.get("t"), data);
			return numbers.length < 2 ? /* @__PURE__ */ a(Empty, {
				title: "Choose two trials or more.",
				children: /* @__PURE__ */ a("a", {
					class: "button",
					href: link([
						"source",
						source.id,
						"trials"
					]),
					children: "To the table of trials"
				})
			}) : /* @__PURE__ */ a(Comparison, {
				trials: data,
				numbers,
				id: source.id,
				name: source.name
			});
		}
	});
}
function Comparison(props) {
	const { trials, numbers, id } = props;
	const all = query.value.get("all") === "1";
	const lines = w(() => linesOf(trials, numbers), [trials, numbers]);
	const shown = all ? lines : lines.filter((line) => line.differs);
	const decisions = lines.slice(-trials.choices.length || lines.length);
	const different = trials.choices.length === 0 ? 0 : decisions.filter((line) => line.differs).length;
	const key = numbers.join(",");
	const curves = useResource(`${id} ${key}`, trialsVersion(id), (_, abort) => getJson(`experiments/${encodeURIComponent(id)}/curves?trials=${key}&max=500`, abort));
	const chart = w(() => (curves.value.data?.items ?? []).filter((item) => item.x.length > 0).map((item) => ({
		name: `trial ${item.trial}`,
		colour: lineColour(numbers.indexOf(item.trial ?? -1)),
		x: item.x,
		y: item.y,
		width: 2
	})), [curves.value.data, key]);
	return /* @__PURE__ */ a("div", {
		class: "grid",
		children: [
			/* @__PURE__ */ a(Panel, {
				title: `${count(numbers.length)} trials`,
				hint: `${count(different)} of ${count(trials.choices.length)} choices differ`,
				tight: true,
				actions: /* @__PURE__ */ a($, { children: [/* @__PURE__ */ a("label", {
					class: "row",
					children: [/* @__PURE__ */ a("input", {
						type: "checkbox",
						checked: !all,
						onChange: (event) => remember({ all: event.currentTarget.checked ? null : "1" })
					}), "only what differs"]
				}), /* @__PURE__ */ a("button", {
					onClick: () => saveText(`${fileName(props.name, "trials", ...numbers)}.csv`, csv([["", ...numbers.map((n) => `trial ${n}`)], ...shown.map((line) => [line.name, ...line.fields])]), "text/csv"),
					children: "CSV"
				})] }),
				children: /* @__PURE__ */ a("div", {
					class: "scroll",
					tabIndex: 0,
					role: "region",
					"aria-label": "Differences of the trials",
					children: [/* @__PURE__ */ a("table", {
						class: "plain",
						children: [/* @__PURE__ */ a("thead", { children: /* @__PURE__ */ a("tr", { children: [/* @__PURE__ */ a("th", {}), numbers.map((n, index) => /* @__PURE__ */ a("th", { children: [
							/* @__PURE__ */ a("span", {
								class: "swatch",
								style: { backgroundColor: lineColour(index) },
								"aria-hidden": "true"
							}),
							/* @__PURE__ */ a("a", {
								href: link([
									"source",
									id,
									"trials"
								], { trial: String(n) }),
								children: ["trial ", n]
							}),
							" ",
							/* @__PURE__ */ a("button", {
								"aria-label": `Leave out trial ${n}`,
								title: `Leave out trial ${n}`,
								onClick: () => remember({ t: numbers.filter((other) => other !== n).join(",") }),
								children: "×"
							})
						] }, n))] }) }), /* @__PURE__ */ a("tbody", { children: shown.map((line) => /* @__PURE__ */ a("tr", { children: [/* @__PURE__ */ a("td", { children: line.name }), line.texts.map((text, index) => /* @__PURE__ */ a("td", {
							style: line.differs && text !== line.texts[0] ? { fontWeight: "600" } : {},
							children: line.name === "state" ? /* @__PURE__ */ a(Chip, { state: trials.state[trials.rowOf.get(numbers[index] ?? -1) ?? -1] ?? "" }) : text
						}, index))] }, line.name)) })]
					}), shown.length === 0 && /* @__PURE__ */ a(Empty, { title: "They differ in nothing." })]
				})
			}),
			/* @__PURE__ */ a(Panel, {
				title: "Intermediate results",
				children: /* @__PURE__ */ a(Loaded, {
					of: curves.value,
					what: "the curves",
					children: () => /* @__PURE__ */ a(LineChart, {
						name: `${props.name} trials ${numbers.join(" ")}`,
						xLabel: "report",
						yLabel: "value",
						lines: chart,
						empty: "None of these trials has reported intermediate results.",
						height: 320
					})
				})
			}),
			/* @__PURE__ */ a("div", {
				class: "grid two",
				children: numbers.map((n) => /* @__PURE__ */ a(ComparedArchitecture, {
					id,
					trials,
					number: n,
					first: numbers[0] ?? n
				}, n))
			})
		]
	});
}
function ComparedArchitecture(props) {
	const { trials } = props;
	const base = `experiments/${encodeURIComponent(props.id)}/trials/${props.number}`;
	const row = trials.rowOf.get(props.number) ?? -1;
	const detail = useResource(base, trials.state[row], (_, abort) => getJson(base, abort));
	const against = w(() => props.number === props.first ? null : {
		trial: props.first,
		changed: new Set(changesBetween(trials, trials.rowOf.get(props.first) ?? -1, row).map((change) => change.key))
	}, [
		trials,
		row,
		props.first
	]);
	return /* @__PURE__ */ a(Loaded, {
		of: detail.value,
		what: `trial ${props.number}`,
		children: (data) => /* @__PURE__ */ a(TrialArchitecture, {
			detail: data,
			trials,
			base,
			title: `Trial ${props.number}`,
			against
		})
	});
}
/** What is known of each trial, a line for each quantity, the choices last. */
function linesOf(trials, numbers) {
	const rows = numbers.map((n) => trials.rowOf.get(n) ?? -1);
	const line = (name, texts, fields) => ({
		name,
		texts,
		fields,
		differs: texts.some((text) => text !== texts[0])
	});
	const numeric = (id, name, text) => {
		const values = rows.map((row) => trials.numeric.get(id)?.[row] ?? null);
		return line(name, values.map(text), values);
	};
	const states = rows.map((row) => stateText(trials.state[row] ?? ""));
	return [
		line("state", states, states),
		numeric("result", "result", (value) => number(value, 6)),
		...trials.metrics.map((name) => numeric(name, name, (value) => number(value, 6))),
		numeric("seconds", "time", duration),
		numeric("fidelity", "epochs", (value) => number(value)),
		numeric("parent", "made from, or continues", (value) => number(value)),
		numeric("attempts", "starts", (value) => number(value)),
		...trials.choices.map((choice) => {
			const texts = rows.map((row) => decisionOf(choice, row) || "inactive");
			return line(choice.key, texts, texts);
		})
	];
}
// src/pages/log.tsx
/** Follows a log: asks for what is new and keeps the end in view while nobody scrolls up. */
function LogTail(props) {
	const log = useResource(props.path, props.version, async (last, abort) => {
		const join = props.path.includes("?") ? "&" : "?";
		let answer = await getJson(`${props.path}${join}after=${last?.next ?? 0}&max=1048576`, abort);
		let text = (last?.text ?? "") + answer.text;
		for (let round = 0; answer.next < answer.total && answer.text !== "" && round < 20; round++) {
			answer = await getJson(`${props.path}${join}after=${answer.next}&max=1048576`, abort);
			text = (text + answer.text).slice(-2e5);
		}
		return {
			...answer,
			text: text.slice(-2e5)
		};
	});
	const host = T(null);
	const data = log.value.data;
	A(() => {
		const element = host.current;
		if (element !== null && element.scrollHeight - element.scrollTop - element.clientHeight < 400) element.scrollTop = element.scrollHeight;
	}, [data]);
	return /* @__PURE__ */ a(Loaded, {
		of: log.value,
		what: "the log",
		children: (answer) => answer.text === "" ? /* @__PURE__ */ a(Empty, {
			title: "The log is empty.",
			children: props.empty
		}) : /* @__PURE__ */ a($, { children: [/* @__PURE__ */ a("pre", {
			class: "log",
			ref: host,
			tabIndex: 0,
			"aria-label": "Log",
			children: answer.text
		}), /* @__PURE__ */ a("p", {
			class: "hint",
			children: [
				answer.path,
				" · ",
				count(answer.total),
				" bytes",
				answer.total > answer.text.length ? ", the end of it" : ""
			]
		})] })
	});
}
function LogPage(props) {
	const id = encodeURIComponent(props.source.id);
	const version = trialsVersion(props.source.id);
	const notes = useResource(props.source.id, version, (_, abort) => getJson(`experiments/${id}/notes`, abort));
	return /* @__PURE__ */ a("div", {
		class: "grid",
		children: [/* @__PURE__ */ a(Panel, {
			title: "Log of the manager",
			children: /* @__PURE__ */ a(LogTail, {
				path: `experiments/${id}/log`,
				version,
				empty: "The manager writes here when the experiment runs."
			})
		}), /* @__PURE__ */ a(Panel, {
			title: "Notes",
			children: [notes.value.error !== null && /* @__PURE__ */ a(Problem, { text: notes.value.error }), notes.value.data === null || notes.value.data.items.length === 0 ? /* @__PURE__ */ a("p", {
				class: "hint",
				children: "No notes: nothing unusual has happened."
			}) : /* @__PURE__ */ a("ul", { children: notes.value.data.items.slice(-200).map((note, index) => /* @__PURE__ */ a("li", { children: [note.trial === null ? "" : `trial ${note.trial}: `, note.text] }, index)) })]
		})]
	});
}
// src/pages/trial-commands.tsx
/** Stops an experiment, after asking. */
function StopButton(props) {
	return /* @__PURE__ */ a(Command, {
		id: props.id,
		text: "Stop the experiment",
		danger: true,
		bodies: () => [{ type: "stop" }],
		question: `Stop ${props.name}?`,
		explanation: "Its running trials are ended and run again when the experiment is resumed with nasctl resume."
	});
}
/** Kills one trial, after asking. */
function KillButton(props) {
	return /* @__PURE__ */ a(Command, {
		id: props.id,
		text: `Kill trial ${props.trial}`,
		danger: true,
		bodies: () => [{
			type: "killTrial",
			trial: props.trial
		}],
		question: `Kill trial ${props.trial}?`,
		explanation: "Its processes are ended, and it counts as cancelled by the user. This cannot be undone."
	});
}
/** Lets an experiment start no more trials, or go on, after asking. */
function PauseButton(props) {
	return props.paused ? /* @__PURE__ */ a(Command, {
		id: props.id,
		text: "Go on",
		bodies: () => [{ type: "continue" }],
		question: `Let ${props.name} go on?`,
		explanation: "Trials are started again, as many at once as its concurrency allows."
	}) : /* @__PURE__ */ a(Command, {
		id: props.id,
		text: "Pause",
		bodies: () => [{ type: "pause" }],
		question: `Pause ${props.name}?`,
		explanation: "Trials that run go on to their ends; no new ones are started until you let it go on, here or with nasctl resume. While nothing runs, its time stands still."
	});
}
/** Changes how many trials an experiment runs at once and at all, after asking. */
function LimitsButton(props) {
	const concurrency = useSignal(props.concurrency);
	const maxTrials = useSignal(props.maxTrials);
	const isWhole = (value) => Number.isInteger(value) && value > 0;
	return /* @__PURE__ */ a(Command, {
		id: props.id,
		text: "Change the limits",
		question: `Change the limits of ${props.name}?`,
		explanation: "The manager obeys at once: of more places at once, the free ones are filled; of fewer, trials that run go on to their ends.",
		opened: () => {
			concurrency.value = props.concurrency;
			maxTrials.value = props.maxTrials;
		},
		ready: isWhole(concurrency.value) && isWhole(maxTrials.value) && (concurrency.value !== props.concurrency || maxTrials.value !== props.maxTrials),
		bodies: () => [...concurrency.value === props.concurrency ? [] : [{
			type: "setConcurrency",
			value: concurrency.value
		}], ...maxTrials.value === props.maxTrials ? [] : [{
			type: "setTrialCount",
			value: maxTrials.value
		}]],
		children: /* @__PURE__ */ a("div", {
			class: "facts",
			style: {
				alignItems: "center",
				marginBottom: "12px"
			},
			children: [["Trials at once", concurrency], ["Trials at most", maxTrials]].map(([name, value]) => /* @__PURE__ */ a("label", {
				style: { display: "contents" },
				children: [name, /* @__PURE__ */ a("input", {
					type: "number",
					min: 1,
					step: 1,
					value: value.value,
					onInput: (event) => {
						value.value = event.currentTarget.valueAsNumber;
					}
				})]
			}, name))
		})
	});
}
function Command(props) {
	const asking = useSignal(false);
	const said = useSignal("");
	const dialog = T(null);
	A(() => {
		if (asking.value) dialog.current?.showModal();
	}, [asking.value]);
	if (!canCommand.value) return props.danger === true ? /* @__PURE__ */ a("span", {
		class: "hint",
		children: "read-only: commands are off"
	}) : null;
	const look = props.danger === true ? "danger" : "";
	const send = async () => {
		asking.value = false;
		try {
			for (const body of props.bodies()) {
				const answer = await postJson(`experiments/${encodeURIComponent(props.id)}/commands`, body);
				said.value = answer.managerRunning ? "Asked; the manager obeys within a second." : "Asked; nothing happens before the experiment is resumed.";
			}
		} catch (cause) {
			said.value = cause instanceof Error ? cause.message : String(cause);
		}
	};
	return /* @__PURE__ */ a($, { children: [
		/* @__PURE__ */ a("span", {
			class: "hint",
			role: "status",
			children: said.value
		}),
		/* @__PURE__ */ a("button", {
			class: look,
			onClick: () => {
				props.opened?.();
				asking.value = true;
			},
			children: props.text
		}),
		asking.value && /* @__PURE__ */ a("dialog", {
			ref: dialog,
			"aria-label": props.question,
			onClose: () => {
				asking.value = false;
			},
			children: [
				/* @__PURE__ */ a("h2", { children: props.question }),
				/* @__PURE__ */ a("p", { children: props.explanation }),
				props.children,
				/* @__PURE__ */ a("div", {
					class: "row",
					children: [/* @__PURE__ */ a("button", {
						onClick: () => {
							asking.value = false;
						},
						children: "No"
					}), /* @__PURE__ */ a("button", {
						class: look,
						disabled: props.ready === false,
						onClick: () => void send(),
						children: props.text
					})]
				})
			]
		})
	] });
}
// src/pages/trial-panel.tsx
/** One trial: its state, numbers, architecture, curve and log. */
function TrialPanel(props) {
	const { trials } = props;
	const base = `experiments/${encodeURIComponent(props.id)}/trials/${props.number}`;
	const row = trials.rowOf.get(props.number);
	const version = `${trialsVersion(props.id)}/${row === void 0 ? "" : trials.state[row]}/${row === void 0 ? "" : trials.numeric.get("reports")?.[row] ?? ""}`;
	const detail = useResource(base, version, (_, abort) => getJson(base, abort));
	const curve = useResource(`${base}/series`, version, (_, abort) => getJson(`${base}/series?max=500`, abort));
	const stream = useSignal("out");
	return /* @__PURE__ */ a("div", {
		class: "side grid",
		style: { alignContent: "start" },
		children: [
			/* @__PURE__ */ a(Loaded, {
				of: detail.value,
				what: `trial ${props.number}`,
				children: (data) => /* @__PURE__ */ a($, { children: [/* @__PURE__ */ a(Panel, {
					title: `Trial ${data.number}`,
					actions: /* @__PURE__ */ a($, { children: [/* @__PURE__ */ a(Chip, { state: data.state }), (data.state === "running" || data.state === "waiting") && /* @__PURE__ */ a(KillButton, {
						id: props.id,
						trial: data.number
					})] }),
					children: [
						data.error !== null && /* @__PURE__ */ a("div", {
							class: "notice bad",
							children: data.error
						}),
						/* @__PURE__ */ a(Facts, { of: [
							["result", /* @__PURE__ */ a("b", { children: number(data.result, 6) }, "r")],
							...Object.entries(data.metrics).map(([name, value]) => [name, number(value, 6)]),
							["time", duration(data.seconds)],
							["started", moment(data.startedAt)],
							["starts", String(data.attempts)],
							data.fidelity === null ? null : ["epochs", String(data.fidelity)],
							data.parent === null ? null : ["made from, or continues", /* @__PURE__ */ a(TrialLink, {
								trial: data.parent,
								select: props.select
							}, "p")],
							data.source === null ? null : ["from", data.source]
						] }),
						data.nearest !== null && /* @__PURE__ */ a("div", {
							class: "section",
							children: [/* @__PURE__ */ a("h3", { children: ["Nearest earlier trial: ", /* @__PURE__ */ a(TrialLink, {
								trial: data.nearest.trial,
								select: props.select
							})] }), /* @__PURE__ */ a(Changes, { of: data.nearest.changed })]
						})
					]
				}), /* @__PURE__ */ a(TrialArchitecture, {
					detail: data,
					trials,
					base,
					title: "Architecture",
					against: data.nearest === null ? null : {
						trial: data.nearest.trial,
						changed: new Set(data.nearest.changed.map((change) => change.key))
					}
				})] })
			}),
			/* @__PURE__ */ a(Panel, {
				title: "Intermediate results",
				children: /* @__PURE__ */ a(Loaded, {
					of: curve.value,
					what: "the curve",
					children: (data) => /* @__PURE__ */ a(LineChart, {
						name: `trial ${props.number}`,
						xLabel: "report",
						yLabel: "value",
						height: 170,
						empty: "The trial has not reported anything.",
						lines: [{
							name: "reported",
							colour: "#0072b2",
							x: data.x,
							y: data.y,
							...data.total > data.x.length ? {
								min: data.min,
								max: data.max
							} : {}
						}]
					})
				})
			}),
			/* @__PURE__ */ a(Panel, {
				title: "Log",
				actions: /* @__PURE__ */ a("select", {
					"aria-label": "Stream",
					value: stream.value,
					onChange: (event) => {
						stream.value = event.currentTarget.value === "err" ? "err" : "out";
					},
					children: [/* @__PURE__ */ a("option", {
						value: "out",
						children: "output"
					}), /* @__PURE__ */ a("option", {
						value: "err",
						children: "errors"
					})]
				}),
				children: /* @__PURE__ */ a(LogTail, {
					path: `${base}/log${stream.value === "err" ? "?stream=stderr" : ""}`,
					version,
					empty: "The trial has written nothing here."
				})
			})
		]
	});
}
function TrialLink(props) {
	return /* @__PURE__ */ a("button", {
		onClick: () => props.select(props.trial),
		children: ["trial ", props.trial]
	});
}
function Changes(props) {
	if (props.of.length === 0) return /* @__PURE__ */ a("p", {
		class: "hint",
		children: "the same architecture"
	});
	return /* @__PURE__ */ a("ul", {
		style: {
			margin: "2px 0",
			paddingLeft: "18px"
		},
		children: props.of.map((change) => /* @__PURE__ */ a("li", { children: [
			/* @__PURE__ */ a("code", { children: change.key }),
			": ",
			decisionText(change.from),
			" → ",
			/* @__PURE__ */ a("b", { children: decisionText(change.to) })
		] }, change.key))
	});
}
// src/pages/trials.tsx
/** All trials: sorted, filtered, ten thousand without delay; and one of them beside. */
function TrialsPage(props) {
	const { source } = props;
	const trials = useTrials(source.id);
	return /* @__PURE__ */ a(Loaded, {
		of: trials.value,
		what: "the trials",
		children: (data) => data.n === 0 ? /* @__PURE__ */ a(Empty, {
			title: "No trials yet.",
			children: "The tuner proposes the first ones as soon as the experiment runs."
		}) : /* @__PURE__ */ a(Table, {
			trials: data,
			id: source.id,
			name: source.name,
			maximize: source.experiment?.maximize ?? true
		})
	});
}
function columnsOf(trials, shown) {
	const has = (name) => trials.numeric.get(name)?.some((value) => value !== null) === true;
	const numeric = (id, title, width, text) => ({
		id,
		title,
		width,
		numeric: true,
		cell: (row) => text(trials.numeric.get(id)?.[row])
	});
	const columns = [
		{
			id: "number",
			title: "trial",
			width: 74,
			numeric: true,
			cell: (row) => trials.number[row]
		},
		{
			id: "state",
			title: "state",
			width: 130,
			cell: (row) => /* @__PURE__ */ a(Chip, { state: trials.state[row] ?? "" })
		},
		numeric("result", "result", 92, (value) => number(value)),
		...trials.metrics.map((name) => numeric(name, name, Math.max(84, name.length * 8 + 24), (value) => value !== null && value !== void 0 && Math.abs(value) >= 1e4 ? amount(value) : number(value))),
		numeric("last", "last report", 104, (value) => number(value)),
		numeric("reports", "reports", 84, (value) => value === null || value === void 0 ? "–" : count(value)),
		numeric("seconds", "time", 92, (value) => duration(value)),
		numeric("fidelity", "epochs", 80, (value) => number(value)),
		numeric("parent", "parent", 80, (value) => value === null || value === void 0 ? "–" : String(value)),
		numeric("attempts", "starts", 74, (value) => number(value)),
		...trials.choices.map((choice) => ({
			id: `choice ${choice.key}`,
			title: choice.key,
			width: Math.min(190, Math.max(96, 8 * Math.max(choice.key.length, ...choice.labels.slice(0, 20).map((label) => label.length)) + 26)),
			cell: (row) => decisionOf(choice, row)
		}))
	];
	const rare = /* @__PURE__ */ new Set([
		"fidelity",
		"parent",
		"last",
		"reports"
	]);
	const start = new Set(columns.filter((column) => !rare.has(column.id) || has(column.id)).map((column) => column.id).filter((id) => id !== "attempts" && id !== "reports").slice(0, 14));
	return {
		all: columns.map((column) => column.id),
		columns: columns.filter((column) => (shown ?? start).has(column.id))
	};
}
function Table(props) {
	const { trials } = props;
	const q = query.value;
	const text = q.get("q") ?? "";
	const [sortColumn = "number", sortOrder] = (q.get("sort") ?? "number").split(":");
	const down = sortOrder === "down";
	const filter = w(() => parseFilter(text, trials), [text, trials]);
	const rows = w(() => sorted(trials, trials.number.map((_, row) => row).filter(filter.test), sortColumn, down), [
		trials,
		filter,
		sortColumn,
		down
	]);
	const chosen = q.get("cols");
	const { all, columns } = w(() => columnsOf(trials, chosen === void 0 ? null : /* @__PURE__ */ new Set(["number", ...chosen.split("|")])), [trials, chosen]);
	const selected = q.has("trial") ? Number(q.get("trial")) : null;
	const select = (value) => remember({ trial: String(value) });
	const picked = comparedIn(q.get("t"), trials);
	const pick = (trial) => remember({ t: (picked.includes(trial) ? picked.filter((other) => other !== trial) : [...picked, trial]).join(",") });
	const picking = {
		id: "compare",
		title: "",
		width: 36,
		cell: (row) => {
			const trial = trials.number[row] ?? -1;
			return /* @__PURE__ */ a("input", {
				type: "checkbox",
				tabIndex: -1,
				"aria-label": `Compare trial ${trial}`,
				checked: picked.includes(trial),
				disabled: !picked.includes(trial) && picked.length >= 8,
				onClick: (event) => event.stopPropagation(),
				onChange: () => pick(trial)
			});
		}
	};
	useKeys((event) => {
		if (event.key !== "x" || selected === null || !trials.rowOf.has(selected)) return false;
		pick(selected);
		return true;
	});
	const asCsv = () => csv([[
		"trial",
		"state",
		...[...trials.numeric.keys()].filter((name) => name !== "number"),
		...trials.choices.map((choice) => choice.key)
	], ...rows.map((row) => [
		trials.number[row],
		trials.state[row],
		...[...trials.numeric].filter(([name]) => name !== "number").map(([, values]) => values[row]),
		...trials.choices.map((choice) => decisionOf(choice, row))
	])]);
	return /* @__PURE__ */ a("div", {
		class: "split",
		children: [/* @__PURE__ */ a(Panel, {
			title: "Trials",
			hint: rows.length === trials.n ? count(trials.n) : `${count(rows.length)} of ${count(trials.n)}`,
			tight: true,
			actions: /* @__PURE__ */ a($, { children: [
				/* @__PURE__ */ a("input", {
					type: "search",
					"data-search": true,
					style: { width: "270px" },
					"aria-label": "Filter the trials",
					placeholder: "result>0.9 & state:failed  ( / )",
					value: text,
					onInput: (event) => remember({ q: event.currentTarget.value })
				}),
				/* @__PURE__ */ a(Menu, {
					label: "Columns",
					children: all.slice(1).map((id) => /* @__PURE__ */ a("label", {
						class: "row",
						children: [/* @__PURE__ */ a("input", {
							type: "checkbox",
							checked: columns.some((column) => column.id === id),
							onChange: (event) => {
								remember({ cols: [...columns.map((column) => column.id).filter((other) => other !== id), ...event.currentTarget.checked ? [id] : []].join("|") });
							}
						}), id.replace(/^choice /, "")]
					}, id))
				}),
				picked.length > 0 && /* @__PURE__ */ a("button", {
					onClick: () => remember({ t: null }),
					children: "choose none"
				}),
				picked.length < 2 ? /* @__PURE__ */ a("span", {
					class: "hint",
					children: "tick trials to compare them ( x )"
				}) : /* @__PURE__ */ a("a", {
					class: "button",
					href: link([
						"source",
						props.id,
						"compare"
					], { t: picked.join(",") }),
					children: [
						"Compare ",
						picked.length,
						" trials"
					]
				}),
				/* @__PURE__ */ a("button", {
					onClick: () => saveText(`${fileName(props.name, "trials")}.csv`, asCsv(), "text/csv"),
					children: "CSV"
				})
			] }),
			children: [
				/* @__PURE__ */ a(Problems, { list: trials.answer.problems }),
				filter.error !== null && /* @__PURE__ */ a(Problem, { text: filter.error }),
				rows.length === 0 ? /* @__PURE__ */ a(Empty, {
					title: "No trial matches the filter.",
					children: /* @__PURE__ */ a("button", {
						onClick: () => remember({ q: null }),
						children: "Show all"
					})
				}) : /* @__PURE__ */ a(VirtualTable, {
					name: "Trials",
					columns: [picking, ...columns],
					rows,
					keyOf: (row) => trials.number[row] ?? -1,
					selected,
					select,
					sort: {
						column: sortColumn,
						down
					},
					sortBy: (column) => remember({ sort: `${column}:${column === sortColumn ? down ? "up" : "down" : column === "number" || column === "state" ? "up" : "down"}` })
				})
			]
		}), selected === null ? /* @__PURE__ */ a(Panel, {
			title: "Trial",
			children: /* @__PURE__ */ a(Empty, {
				title: "No trial is selected.",
				children: "Click a row, or go there with the arrow keys."
			})
		}) : /* @__PURE__ */ a(TrialPanel, {
			id: props.id,
			number: selected,
			trials,
			select
		})]
	});
}
/** Rows by a column; those without a value come last, whichever way. */
function sorted(trials, rows, column, down) {
	const values = trials.numeric.get(column);
	const sign = down ? -1 : 1;
	const result = [...rows];
	if (values !== void 0) return result.sort((a, b) => {
		const [x, y] = [values[a] ?? null, values[b] ?? null];
		if (x === null || y === null) return x === y ? a - b : x === null ? 1 : -1;
		return sign * (x - y) || a - b;
	});
	const choice = trials.choices.find((one) => `choice ${one.key}` === column);
	const text = choice === void 0 ? (row) => trials.state[row] ?? "" : (row) => decisionOf(choice, row);
	return result.sort((a, b) => sign * (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0) || a - b);
}
// src/pages/analysis-curves.tsx
/** What the best trials of the selection have reported on their way. */
function IntermediateCurves(props) {
	const { trials } = props;
	const selected = props.selectedRow === null ? null : trials.number[props.selectedRow] ?? null;
	const reports = trials.numeric.get("reports") ?? [];
	const best = sorted(trials, props.rows.filter((row) => (reports[row] ?? 0) > 0), "result", props.maximize).slice(0, 40).map((row) => trials.number[row] ?? 0);
	const key = (selected !== null && !best.includes(selected) && (reports[trials.rowOf.get(selected) ?? -1] ?? 0) > 0 ? [...best, selected] : best).join(",");
	const answer = useResource(key === "" ? null : `${props.id} ${key}`, props.version, (_, abort) => getJson(`experiments/${encodeURIComponent(props.id)}/curves?trials=${key}&max=200`, abort));
	const lines = w(() => (answer.value.data?.items ?? []).filter((item) => item.x.length > 0).map((item, index) => ({
		name: `trial ${item.trial}`,
		colour: item.trial === selected ? "#d55e00" : lineColour(index),
		x: item.x,
		y: item.y,
		width: item.trial === selected ? 3 : 1.2
	})), [answer.value.data, selected]);
	return /* @__PURE__ */ a(Panel, {
		title: "Intermediate results",
		hint: `of the ${count(best.length)} best trials in the selection`,
		children: key === "" ? /* @__PURE__ */ a(Empty, {
			title: "No intermediate results in the selection.",
			children: [
				"Trials report them with ",
				/* @__PURE__ */ a("code", { children: "Trial.ReportIntermediate" }),
				"."
			]
		}) : /* @__PURE__ */ a(Loaded, {
			of: answer.value,
			what: "the curves",
			children: () => /* @__PURE__ */ a(LineChart, {
				name: `${props.name} intermediate results`,
				xLabel: "report",
				yLabel: "value",
				lines,
				empty: "",
				height: 300
			})
		})
	});
}
// src/charts/axes.ts
/** Round numbers over a range, about `wanted` of them. */
function ticks(low, high, wanted) {
	if (!(high > low)) return [low];
	const rough = (high - low) / Math.max(1, wanted);
	const power = 10 ** Math.floor(Math.log10(rough));
	const step = [
		1,
		2,
		5,
		10
	].map((factor) => factor * power).find((candidate) => candidate >= rough) ?? 10 * power;
	const result = [];
	for (let value = Math.ceil(low / step) * step; value <= high + step * 1e-9; value += step) result.push(Math.abs(value) < step * 1e-9 ? 0 : value);
	return result;
}
/** A range around the values with a little room; a single value gets some around it. */
function scaleOf(values, log = false) {
	let [low, high] = [Infinity, -Infinity];
	for (const value of values) {
		if (value === null || value === void 0 || !Number.isFinite(value) || log && value <= 0) continue;
		if (value < low) low = value;
		if (value > high) high = value;
	}
	if (low > high) return {
		low: log ? .1 : 0,
		high: 1,
		log
	};
	if (log) return {
		low: low / 1.1,
		high: high * 1.1,
		log
	};
	const room = high === low ? Math.max(.5, Math.abs(high) * .05) : (high - low) * .04;
	return {
		low: low - room,
		high: high + room,
		log
	};
}
/** Where a value lies, 0 at the low end and 1 at the high one. */
function along(scale, value) {
	if (scale.log) return Math.log(value / scale.low) / Math.log(scale.high / scale.low);
	return (value - scale.low) / (scale.high - scale.low);
}
function backFrom(scale, share) {
	return scale.log ? scale.low * (scale.high / scale.low) ** share : scale.low + share * (scale.high - scale.low);
}
function scaleTicks(scale, wanted) {
	if (!scale.log) return ticks(scale.low, scale.high, wanted);
	const result = [];
	for (let power = Math.floor(Math.log10(scale.low)); power <= Math.ceil(Math.log10(scale.high)); power++) for (const factor of scale.high / scale.low > 300 ? [1] : [
		1,
		2,
		5
	]) {
		const value = factor * 10 ** power;
		if (value >= scale.low && value <= scale.high) result.push(value);
	}
	return result;
}
// src/charts/scatter.tsx
var pad = {
	left: 62,
	right: 16,
	top: 12,
	bottom: 40
};
/** Two quantities of all rows as points: click takes one, dragging brushes, a click beside the points frees the brush. */
function Scatter(props) {
	const host = T(null);
	const canvas = T(null);
	const width = useWidth(host);
	const over = useSignal(null);
	const drag = useSignal(null);
	const height = props.height ?? 330;
	paint$1.value;
	const scaleX = scaleOf(props.xs, props.logX);
	const scaleY = scaleOf(props.ys, props.logY);
	const px = (value) => pad.left + along(scaleX, value) * (width.value - pad.left - pad.right);
	const py = (value) => height - pad.bottom - along(scaleY, value) * (height - pad.top - pad.bottom);
	A(() => {
		const context = emptySurface(canvas, width.value, height);
		if (context === null) return;
		const [ink, quiet, rule, accent] = [
			token("--ink"),
			token("--quiet"),
			token("--rule"),
			token("--accent")
		];
		context.font = "12px system-ui, sans-serif";
		context.fillStyle = quiet;
		context.strokeStyle = rule;
		for (const tick of scaleTicks(scaleX, 7)) {
			context.beginPath();
			context.moveTo(px(tick), pad.top);
			context.lineTo(px(tick), height - pad.bottom);
			context.stroke();
			context.textAlign = "center";
			context.fillText(number(tick, 3), px(tick), height - pad.bottom + 16);
		}
		for (const tick of scaleTicks(scaleY, 6)) {
			context.beginPath();
			context.moveTo(pad.left, py(tick));
			context.lineTo(width.value - pad.right, py(tick));
			context.stroke();
			context.textAlign = "right";
			context.fillText(number(tick, 3), pad.left - 6, py(tick) + 4);
		}
		context.textAlign = "center";
		context.fillText(`${props.xName}${props.logX ? " (logarithmic)" : ""}`, pad.left + (width.value - pad.left - pad.right) / 2, height - 6);
		context.save();
		context.translate(13, pad.top + (height - pad.top - pad.bottom) / 2);
		context.rotate(-Math.PI / 2);
		context.fillText(`${props.yName}${props.logY ? " (logarithmic)" : ""}`, 0, 0);
		context.restore();
		const standsOn = (row) => (!props.logX || (props.xs[row] ?? 0) > 0) && (!props.logY || (props.ys[row] ?? 0) > 0);
		const dot = (row, size) => {
			const [x, y] = [props.xs[row], props.ys[row]];
			if (x === null || x === void 0 || y === null || y === void 0 || !standsOn(row)) return;
			context.fillRect(px(x) - size / 2, py(y) - size / 2, size, size);
		};
		const size = props.xs.length > 3e3 ? 2.5 : 4.5;
		const onFront = new Set(props.front);
		context.fillStyle = faded("#8a8f98", .25);
		props.xs.forEach((_, row) => {
			if (!props.on(row) && !onFront.has(row)) dot(row, size);
		});
		context.fillStyle = faded(token("--dot"), .55);
		props.xs.forEach((_, row) => {
			if (props.on(row) && !onFront.has(row)) dot(row, size);
		});
		context.strokeStyle = "#d55e00";
		context.lineWidth = 1.5;
		context.beginPath();
		const front = props.front.filter(standsOn);
		front.forEach((row, index) => {
			const [x, y] = [props.xs[row] ?? 0, props.ys[row] ?? 0];
			if (index === 0) context.moveTo(px(x), py(y));
			else context.lineTo(px(x), py(y));
		});
		context.stroke();
		context.fillStyle = "#d55e00";
		for (const row of front) {
			context.beginPath();
			context.arc(px(props.xs[row] ?? 0), py(props.ys[row] ?? 0), 4.5, 0, 7);
			context.fill();
		}
		if (props.selected !== null && props.xs[props.selected] !== null && standsOn(props.selected)) {
			context.strokeStyle = ink;
			context.lineWidth = 2;
			context.beginPath();
			context.arc(px(props.xs[props.selected] ?? NaN), py(props.ys[props.selected] ?? NaN), 8, 0, 7);
			context.stroke();
		}
		const d = drag.value;
		if (d !== null) {
			context.fillStyle = faded(accent, .15);
			context.strokeStyle = accent;
			context.lineWidth = 1;
			context.fillRect(d.x0, d.y0, d.x1 - d.x0, d.y1 - d.y0);
			context.strokeRect(d.x0, d.y0, d.x1 - d.x0, d.y1 - d.y0);
		}
	});
	const at = (event) => {
		const box = canvas.current?.getBoundingClientRect();
		return {
			x: event.clientX - (box?.left ?? 0),
			y: event.clientY - (box?.top ?? 0)
		};
	};
	const nearest = (x, y) => {
		let best = -1;
		let distance = 196;
		props.xs.forEach((value, row) => {
			const other = props.ys[row];
			if (value === null || other === null || other === void 0 || props.logX && value <= 0 || props.logY && other <= 0) return;
			const d = (px(value) - x) ** 2 + (py(other) - y) ** 2;
			if (d < distance) [best, distance] = [row, d];
		});
		return best;
	};
	const hit = over.value;
	return /* @__PURE__ */ a("div", {
		class: "chart",
		ref: host,
		children: [/* @__PURE__ */ a("canvas", {
			ref: canvas,
			role: "img",
			"aria-label": `${props.name}: ${props.front.length} trials on the front. The numbers are in the table.`,
			style: {
				width: `${width.value}px`,
				height: `${height}px`,
				cursor: "crosshair",
				touchAction: "none"
			},
			onPointerDown: (event) => {
				const { x, y } = at(event);
				event.currentTarget.setPointerCapture(event.pointerId);
				drag.value = {
					x0: x,
					y0: y,
					x1: x,
					y1: y
				};
			},
			onPointerMove: (event) => {
				const { x, y } = at(event);
				if (drag.value !== null) {
					drag.value = {
						...drag.value,
						x1: x,
						y1: y
					};
					return;
				}
				const row = nearest(x, y);
				over.value = row < 0 ? null : {
					row,
					x,
					y
				};
			},
			onPointerUp: () => {
				const d = drag.value;
				drag.value = null;
				if (d === null) return;
				if (Math.abs(d.x1 - d.x0) < 5 && Math.abs(d.y1 - d.y0) < 5) {
					const row = nearest(d.x1, d.y1);
					if (row >= 0) props.pick(row);
					else props.brush(null);
					return;
				}
				const ofX = (x) => backFrom(scaleX, (x - pad.left) / (width.value - pad.left - pad.right));
				const ofY = (y) => backFrom(scaleY, (height - pad.bottom - y) / (height - pad.top - pad.bottom));
				props.brush({
					x: {
						low: ofX(Math.min(d.x0, d.x1)),
						high: ofX(Math.max(d.x0, d.x1))
					},
					y: {
						low: ofY(Math.max(d.y0, d.y1)),
						high: ofY(Math.min(d.y0, d.y1))
					}
				});
			},
			onPointerLeave: () => {
				over.value = null;
			}
		}), hit !== null && /* @__PURE__ */ a("div", {
			class: "tip",
			style: {
				left: `${Math.min(hit.x + 14, Math.max(0, width.value - 220))}px`,
				top: `${hit.y + 14}px`
			},
			children: props.tip(hit.row).map((line, index) => /* @__PURE__ */ a("div", { children: line }, index))
		})]
	});
}
// src/model/pareto.ts
/** The rows that no other row beats in both quantities, by the first; n log n. Rows without one of the numbers are left out. */
function paretoFront(xs, ys, maximizeX, maximizeY) {
	const better = (a, b, maximize) => maximize ? b - a : a - b;
	const rows = [];
	xs.forEach((x, row) => {
		const y = ys[row];
		if (x !== null && y !== null && y !== void 0) rows.push(row);
	});
	const x = (row) => xs[row] ?? 0;
	const y = (row) => ys[row] ?? 0;
	rows.sort((a, b) => better(x(a), x(b), maximizeX) || better(y(a), y(b), maximizeY) || a - b);
	const front = [];
	let best = null;
	for (const row of rows) {
		if (best !== null && better(y(row), best, maximizeY) >= 0) continue;
		best = y(row);
		front.push(row);
	}
	return front;
}
// src/pages/analysis-view.ts
/** The columns that can stand on an axis: the result, what trials report, and what is known of each. */
function numbersOf(trials) {
	return [
		"result",
		...trials.metrics,
		...[
			"seconds",
			"fidelity",
			"last",
			"number"
		].filter((name) => trials.numeric.get(name)?.some((value) => value !== null) === true)
	];
}
/** What the pointer says of a trial. */
function trialTip(trials, row, but = []) {
	return [`trial ${trials.number[row]} (${trials.state[row]})`, ...["result", ...trials.metrics].filter((name) => !but.includes(name)).slice(0, 6).map((name) => `${name} ${number(trials.numeric.get(name)?.[row])}`)];
}
// src/pages/analysis-front.tsx
/** Two quantities against each other with their front, and how the volume below the front has grown. */
function Front(props) {
	const { trials } = props;
	const q = query.value;
	const names = numbersOf(trials);
	const xName = q.get("px") ?? trials.metrics[0] ?? "seconds";
	const yName = q.get("py") ?? "result";
	const maximizeX = q.get("pxd") === "max";
	const maximizeY = q.get("pyd") === void 0 ? yName === "result" ? props.maximize : true : q.get("pyd") === "max";
	const xs = trials.numeric.get(xName) ?? [];
	const ys = trials.numeric.get(yName) ?? [];
	const front = w(() => paretoFront(xs, ys, maximizeX, maximizeY), [
		xs,
		ys,
		maximizeX,
		maximizeY
	]);
	const served = xName !== yName && [xName, yName].every((name) => name === "result" || trials.metrics.includes(name));
	const objectives = `${yName}:${maximizeY ? "max" : "min"},${xName}:${maximizeX ? "max" : "min"}`;
	const answer = useResource(served ? `${props.id} ${objectives}` : null, props.version, (_, abort) => getJson(`experiments/${encodeURIComponent(props.id)}/pareto?objectives=${encodeURIComponent(objectives)}`, abort));
	const logX = q.get("plog") === "1";
	const logY = q.get("pylog") === "1";
	const both = xs.flatMap((value, row) => value !== null && (ys[row] ?? null) !== null ? [row] : []);
	const onFront = new Set(front);
	const lines = w(() => {
		const volume = answer.value.data?.hypervolume;
		return volume === void 0 || volume === null ? [] : [{
			name: "hypervolume",
			colour: "#0072b2",
			x: volume.trials,
			y: volume.values,
			width: 2
		}];
	}, [answer.value.data]);
	return /* @__PURE__ */ a($, { children: [/* @__PURE__ */ a(Panel, {
		title: "Pareto front",
		hint: `${count(front.length)} of ${count(both.length)} trials`,
		actions: /* @__PURE__ */ a($, { children: [
			/* @__PURE__ */ a("select", {
				"aria-label": "Vertical quantity",
				value: yName,
				onChange: (event) => remember({ py: event.currentTarget.value }),
				children: names.map((name) => /* @__PURE__ */ a("option", {
					value: name,
					children: name
				}, name))
			}),
			/* @__PURE__ */ a("select", {
				"aria-label": "Direction of the vertical quantity",
				value: maximizeY ? "max" : "min",
				onChange: (event) => remember({ pyd: event.currentTarget.value }),
				children: [/* @__PURE__ */ a("option", {
					value: "max",
					children: "large"
				}), /* @__PURE__ */ a("option", {
					value: "min",
					children: "small"
				})]
			}),
			/* @__PURE__ */ a("span", {
				class: "hint",
				children: "against"
			}),
			/* @__PURE__ */ a("select", {
				"aria-label": "Horizontal quantity",
				value: xName,
				onChange: (event) => remember({ px: event.currentTarget.value }),
				children: names.map((name) => /* @__PURE__ */ a("option", {
					value: name,
					children: name
				}, name))
			}),
			/* @__PURE__ */ a("select", {
				"aria-label": "Direction of the horizontal quantity",
				value: maximizeX ? "max" : "min",
				onChange: (event) => remember({ pxd: event.currentTarget.value }),
				children: [/* @__PURE__ */ a("option", {
					value: "min",
					children: "small"
				}), /* @__PURE__ */ a("option", {
					value: "max",
					children: "large"
				})]
			})
		] }),
		children: [front.length === 0 ? /* @__PURE__ */ a(Empty, {
			title: "No trial has both numbers.",
			children: [
				"Trials report more than one number as ",
				/* @__PURE__ */ a("code", { children: "{\"default\": 0.93, \"parameters\": 120000}" }),
				"."
			]
		}) : /* @__PURE__ */ a(ChartFrame, {
			name: `${props.name} front of ${yName} and ${xName}`,
			summary: "click: one trial; drag: the selection",
			rows: () => [[
				"trial",
				xName,
				yName,
				"on the front",
				"in the selection"
			], ...[...front, ...both.filter((row) => !onFront.has(row))].map((row) => [
				trials.number[row],
				xs[row],
				ys[row],
				onFront.has(row) ? "yes" : "no",
				props.on(row) ? "yes" : "no"
			])],
			actions: /* @__PURE__ */ a($, { children: [/* @__PURE__ */ a("button", {
				"aria-pressed": logY,
				onClick: () => remember({ pylog: logY ? null : "1" }),
				children: "log ↕"
			}), /* @__PURE__ */ a("button", {
				"aria-pressed": logX,
				onClick: () => remember({ plog: logX ? null : "1" }),
				children: "log ↔"
			})] }),
			children: /* @__PURE__ */ a(Scatter, {
				name: "Pareto front",
				xName,
				yName,
				xs,
				ys,
				logX,
				logY,
				front,
				on: props.on,
				selected: props.selectedRow,
				tip: (row) => [
					...trialTip(trials, row, [xName, yName]),
					`${xName} ${number(xs[row])}`,
					`${yName} ${number(ys[row])}`
				],
				pick: (row) => props.select(trials.number[row] ?? 0),
				brush: (area) => props.brush({
					[xName]: area?.x ?? null,
					[yName]: area?.y ?? null
				}),
				height: 300
			})
		}), props.selectedRow !== null && /* @__PURE__ */ a("p", {
			class: "hint",
			children: [
				"selected: ",
				/* @__PURE__ */ a("a", {
					href: link([
						"source",
						props.id,
						"trials"
					], { trial: String(trials.number[props.selectedRow]) }),
					children: ["trial ", trials.number[props.selectedRow]]
				}),
				", ",
				xName,
				" ",
				number(xs[props.selectedRow]),
				", ",
				yName,
				" ",
				number(ys[props.selectedRow])
			]
		})]
	}), /* @__PURE__ */ a(Panel, {
		title: "Hypervolume",
		hint: served ? `of the front of ${yName} and ${xName}; now ${percent(lines[0]?.y.at(-1))} of the box between the worst and the best values` : void 0,
		children: !served ? /* @__PURE__ */ a(Empty, {
			title: "There is none for this pair.",
			children: "The result and what trials report beside it have one: choose two of them on the left."
		}) : /* @__PURE__ */ a(Loaded, {
			of: answer.value,
			what: "the hypervolume",
			children: () => /* @__PURE__ */ a(LineChart, {
				name: `${props.name} hypervolume of ${yName} and ${xName}`,
				xLabel: "trials that have ended",
				yLabel: "share of the box",
				lines,
				empty: "No trial has both numbers.",
				height: 300
			})
		})
	})] });
}
// src/pages/analysis-importance.tsx
/** How much each choice matters, and what each of its decisions is worth. */
function Importance(props) {
	const { answer } = props;
	const open = useSignal(null);
	const items = answer === null ? [] : [...answer.items].sort((a, b) => (b.share ?? 0) - (a.share ?? 0));
	const most = Math.max(1e-9, ...items.map((item) => item.share ?? 0));
	return /* @__PURE__ */ a(Panel, {
		title: "Importance of the choices",
		hint: answer === null ? void 0 : `share of the variance of ${count(answer.n)} results that a choice explains by itself`,
		actions: /* @__PURE__ */ a("button", {
			disabled: items.length === 0,
			onClick: () => saveText(`${fileName(props.name, "importance")}.csv`, csv([[
				"choice",
				"share",
				"label",
				"effect",
				"trials"
			], ...items.flatMap((item) => item.labels.map((label, index) => [
				item.key,
				item.share,
				label,
				item.effects[index],
				item.counts[index]
			]))]), "text/csv"),
			children: "CSV"
		}),
		children: [props.error !== null && /* @__PURE__ */ a(Problem, { text: props.error }), items.length === 0 ? /* @__PURE__ */ a(Empty, {
			title: "Nothing to tell yet.",
			children: "It needs results of trials with different decisions."
		}) : /* @__PURE__ */ a("div", {
			class: "scroll",
			style: { maxHeight: "330px" },
			tabIndex: 0,
			role: "region",
			"aria-label": "Importance of the choices",
			children: /* @__PURE__ */ a("div", {
				class: "bars",
				children: items.map((item) => /* @__PURE__ */ a($, { children: [
					/* @__PURE__ */ a("button", {
						style: {
							textAlign: "left",
							border: "0",
							background: "none"
						},
						"aria-expanded": open.value === item.key,
						onClick: () => {
							open.value = open.value === item.key ? null : item.key;
						},
						children: [
							open.value === item.key ? "▾" : "▸",
							" ",
							item.key
						]
					}),
					/* @__PURE__ */ a("span", {
						class: "track",
						children: /* @__PURE__ */ a("div", {
							class: "bar",
							style: {
								width: `${100 * (item.share ?? 0) / most}%`,
								backgroundColor: "#0072b2"
							}
						})
					}),
					/* @__PURE__ */ a("span", {
						class: "v",
						children: percent(item.share)
					}),
					open.value === item.key && item.labels.map((label, index) => /* @__PURE__ */ a($, { children: [
						/* @__PURE__ */ a("span", {
							class: "hint",
							style: { paddingLeft: "24px" },
							children: [
								label,
								" (",
								count(item.counts[index] ?? 0),
								")"
							]
						}),
						/* @__PURE__ */ a(Effect, {
							value: item.effects[index] ?? null,
							most: Math.max(1e-12, ...item.effects.map((effect) => Math.abs(effect ?? 0)))
						}),
						/* @__PURE__ */ a("span", {
							class: "v",
							children: [(item.effects[index] ?? 0) > 0 ? "+" : "", number(item.effects[index])]
						})
					] }))
				] }))
			})
		})]
	});
}
/** How much the mean with a decision lies above or below the mean of all. */
function Effect(props) {
	const share = (props.value ?? 0) / props.most;
	return /* @__PURE__ */ a("span", {
		class: "track",
		style: {
			position: "relative",
			height: "9px"
		},
		children: /* @__PURE__ */ a("div", { style: {
			position: "absolute",
			top: "0",
			height: "9px",
			left: share < 0 ? `${50 + 50 * share}%` : "50%",
			width: `${Math.abs(50 * share)}%`,
			backgroundColor: share < 0 ? "#0072b2" : "#d55e00"
		} })
	});
}
// src/charts/canvas-chart.tsx
/** A drawing that is made anew when its data, its width or the colours change, with words under the pointer. */
function CanvasChart(props) {
	const host = T(null);
	const canvas = T(null);
	const width = useWidth(host);
	const over = useSignal(null);
	const drag = useSignal(null);
	const { height } = props;
	const colours = paint$1.value;
	A(() => {
		const context = emptySurface(canvas, width.value, height);
		if (context === null) return;
		context.font = "12px system-ui, sans-serif";
		props.draw(context, width.value);
	}, [
		props.draw,
		height,
		width.value,
		colours
	]);
	const at = (event) => {
		const box = canvas.current?.getBoundingClientRect();
		return {
			x: event.clientX - (box?.left ?? 0),
			y: event.clientY - (box?.top ?? 0)
		};
	};
	const hit = over.value;
	const d = drag.value;
	return /* @__PURE__ */ a("div", {
		class: "chart",
		ref: host,
		style: { height: `${height}px` },
		children: [
			/* @__PURE__ */ a("canvas", {
				ref: canvas,
				role: "img",
				"aria-label": props.label,
				style: {
					width: `${width.value}px`,
					height: `${height}px`,
					cursor: props.click === void 0 ? "default" : "pointer",
					touchAction: props.stretch === void 0 ? "auto" : "none"
				},
				onPointerDown: (event) => {
					if (props.stretch === void 0) return;
					event.currentTarget.setPointerCapture(event.pointerId);
					const { x } = at(event);
					drag.value = {
						from: x,
						to: x
					};
				},
				onPointerMove: (event) => {
					const { x, y } = at(event);
					if (drag.value !== null) drag.value = {
						...drag.value,
						to: x
					};
					const lines = drag.value === null ? props.tip(x, y, width.value) : null;
					over.value = lines === null ? null : {
						x,
						y,
						lines
					};
				},
				onPointerUp: (event) => {
					const { x, y } = at(event);
					const moved = drag.value;
					drag.value = null;
					if (moved !== null && Math.abs(moved.to - moved.from) > 5) props.stretch?.(Math.min(moved.from, moved.to), Math.max(moved.from, moved.to), width.value);
					else props.click?.(x, y, width.value);
				},
				onPointerLeave: () => {
					over.value = null;
				}
			}),
			d !== null && /* @__PURE__ */ a("div", { style: {
				position: "absolute",
				top: "0",
				bottom: "0",
				left: `${Math.min(d.from, d.to)}px`,
				width: `${Math.abs(d.to - d.from)}px`,
				background: "var(--accent)",
				opacity: "0.18",
				pointerEvents: "none"
			} }),
			hit !== null && /* @__PURE__ */ a("div", {
				class: "tip",
				style: {
					left: `${Math.min(hit.x + 14, Math.max(0, width.value - 230))}px`,
					top: `${hit.y + 14}px`
				},
				children: hit.lines.map((line, index) => /* @__PURE__ */ a("div", { children: line }, index))
			})
		]
	});
}
// src/charts/grid.ts
/** Lines and numbers of a vertical axis over an area. */
function drawRows(context, area, scale, wanted) {
	context.strokeStyle = token("--rule");
	context.fillStyle = token("--quiet");
	context.lineWidth = 1;
	context.textAlign = "right";
	for (const tick of scaleTicks(scale, wanted)) {
		const y = area.bottom - along(scale, tick) * (area.bottom - area.top);
		context.beginPath();
		context.moveTo(area.left, y);
		context.lineTo(area.right, y);
		context.stroke();
		context.fillText(number(tick, 3), area.left - 6, y + 4);
	}
}
/** Lines and numbers of a horizontal axis. */
function drawColumns(context, area, scale, wanted, text = (value) => number(value, 3)) {
	context.strokeStyle = token("--rule");
	context.fillStyle = token("--quiet");
	context.lineWidth = 1;
	context.textAlign = "center";
	for (const tick of scaleTicks(scale, wanted)) {
		const x = area.left + along(scale, tick) * (area.right - area.left);
		context.beginPath();
		context.moveTo(x, area.top);
		context.lineTo(x, area.bottom);
		context.stroke();
		context.fillText(text(tick), x, area.bottom + 16);
	}
}
/** The names of both axes. */
function drawTitles(context, area, horizontal, vertical) {
	context.fillStyle = token("--quiet");
	context.textAlign = "center";
	context.fillText(horizontal, (area.left + area.right) / 2, area.bottom + 33);
	context.save();
	context.translate(13, (area.top + area.bottom) / 2);
	context.rotate(-Math.PI / 2);
	context.fillText(vertical, 0, 0);
	context.restore();
}
// src/charts/lineage-tree.tsx
var height$2 = 340;
/** Rows as dots, joined with what they were made from; the line of one of them is lit. */
function LineageTree(props) {
	const { xs, ys, parents, lit, on, selected } = props;
	const scaleX = scaleOf(xs);
	const scaleY = scaleOf(ys);
	const area = (width) => ({
		left: 62,
		right: width - 14,
		top: 10,
		bottom: 298
	});
	const x = (row, width) => 62 + along(scaleX, xs[row] ?? 0) * (width - 76);
	const y = (row) => 298 - along(scaleY, ys[row] ?? 0) * 288;
	const draw = b((context, width) => {
		const within = area(width);
		drawRows(context, within, scaleY, 6);
		drawColumns(context, within, scaleX, 8);
		drawTitles(context, within, props.xName, props.yName);
		const known = (row) => ys[row] !== null && ys[row] !== void 0;
		const edges = (wanted, colour, thick) => {
			context.strokeStyle = colour;
			context.lineWidth = thick;
			let open = 0;
			context.beginPath();
			parents.forEach((list, row) => {
				if (!known(row)) return;
				for (const parent of list) {
					if (!known(parent) || !wanted(row, parent)) continue;
					const [fromX, fromY, toX, toY] = [
						x(parent, width),
						y(parent),
						x(row, width),
						y(row)
					];
					context.moveTo(fromX, fromY);
					context.bezierCurveTo((fromX + toX) / 2, fromY, (fromX + toX) / 2, toY, toX, toY);
					if (++open % 40 === 0) {
						context.stroke();
						context.beginPath();
					}
				}
			});
			context.stroke();
		};
		const isLit = (row, parent) => lit.has(row) && lit.has(parent);
		const dense = xs.length > 2e3;
		edges((row, parent) => !isLit(row, parent), faded("#8a8f98", dense ? .12 : .4), 1);
		const dot = (row, size, colour) => {
			context.fillStyle = colour;
			context.beginPath();
			context.arc(x(row, width), y(row), size, 0, 7);
			context.fill();
		};
		const size = dense ? 1.6 : 3;
		xs.forEach((_, row) => {
			if (known(row) && !lit.has(row)) dot(row, size, on(row) ? faded(token("--dot"), dense ? .5 : .75) : faded("#8a8f98", .35));
		});
		edges(isLit, "#d55e00", 2.2);
		for (const row of lit) if (known(row)) dot(row, 4.5, "#d55e00");
		if (selected !== null && known(selected)) {
			context.strokeStyle = token("--ink");
			context.lineWidth = 2;
			context.beginPath();
			context.arc(x(selected, width), y(selected), 8, 0, 7);
			context.stroke();
		}
	}, [
		xs,
		ys,
		parents,
		lit,
		on,
		selected,
		props.xName,
		props.yName
	]);
	const nearest = (left, top, width) => {
		let best = -1;
		let distance = 196;
		xs.forEach((_, row) => {
			if (ys[row] === null || ys[row] === void 0) return;
			const d = (x(row, width) - left) ** 2 + (y(row) - top) ** 2;
			if (d < distance) [best, distance] = [row, d];
		});
		return best;
	};
	return /* @__PURE__ */ a(CanvasChart, {
		label: `Lineage: ${lit.size} trials lead to the one that is told. The numbers are in the table.`,
		height: height$2,
		draw,
		tip: (left, top, width) => {
			const row = nearest(left, top, width);
			return row < 0 ? null : props.tip(row);
		},
		click: (left, top, width) => {
			const row = nearest(left, top, width);
			if (row >= 0) props.pick(row);
		}
	});
}
// src/pages/analysis-lineage.tsx
/** Where the trials come from: the tree of all, and the line of the selected or the best one. */
function Lineage(props) {
	const { trials } = props;
	const selected = props.selectedRow === null ? null : trials.number[props.selectedRow] ?? null;
	const answer = useResource(`${props.id} ${selected ?? ""}`, props.version, (_, abort) => getJson(`experiments/${encodeURIComponent(props.id)}/lineage${selected === null ? "" : `?trial=${selected}`}`, abort));
	const data = answer.value.data;
	const results = trials.numeric.get("result") ?? [];
	const recorded = w(() => familyOf(trials), [trials]);
	const family = w(() => {
		if (recorded.recorded || data === null) return recorded;
		const parents = trials.number.map(() => []);
		data.items.forEach((item) => {
			const [row, parent] = [trials.rowOf.get(item.trial), item.parent === null ? void 0 : trials.rowOf.get(item.parent)];
			if (row !== void 0 && parent !== void 0) parents[row] = [parent];
		});
		return {
			...recorded,
			parents
		};
	}, [
		recorded,
		data,
		trials
	]);
	const tip = data?.items.at(-1)?.trial;
	const told = props.selectedRow ?? (tip === void 0 ? void 0 : trials.rowOf.get(tip));
	const lit = w(() => told === void 0 ? /* @__PURE__ */ new Set() : ancestryOf(family, told), [family, told]);
	const byGeneration = query.value.get("tree") === "generation" && recorded.recorded;
	const xs = byGeneration ? recorded.generation : trials.number;
	const changesOf = (row) => {
		const parent = family.parents[row]?.[0];
		return parent === void 0 ? [] : changesBetween(trials, parent, row);
	};
	const madeOf = (row) => (family.parents[row] ?? []).map((parent) => trials.number[parent]).join(" and ");
	const words = (change) => `${change.key}: ${decisionText(change.from)} → ${decisionText(change.to)}`;
	return /* @__PURE__ */ a(Panel, {
		title: "Lineage",
		hint: recorded.recorded ? `of all trials, as recorded; orange: what led to ${selected === null ? "the best" : `trial ${selected}`}` : `of ${selected === null ? "the best trial" : `trial ${selected}`}; the likeliest parents: fewest differences`,
		actions: recorded.recorded && /* @__PURE__ */ a("select", {
			"aria-label": "Horizontal axis of the lineage",
			value: byGeneration ? "generation" : "number",
			onChange: (event) => remember({ tree: event.currentTarget.value === "generation" ? "generation" : null }),
			children: [/* @__PURE__ */ a("option", {
				value: "number",
				children: "by trial"
			}), /* @__PURE__ */ a("option", {
				value: "generation",
				children: "by generation"
			})]
		}),
		children: /* @__PURE__ */ a(Loaded, {
			of: answer.value,
			what: "the lineage",
			children: (value) => value.items.length === 0 ? /* @__PURE__ */ a(Empty, { title: "There is no lineage of this trial." }) : /* @__PURE__ */ a("div", {
				class: "grid",
				style: { gridTemplateColumns: "minmax(0, 2fr) minmax(240px, 1fr)" },
				children: [/* @__PURE__ */ a(ChartFrame, {
					name: `${props.name} lineage`,
					summary: `${count(lit.size)} trials in the line${recorded.recorded ? `, ${count(Math.max(0, ...recorded.generation) + 1)} generations in all` : ""}`,
					rows: () => [[
						"trial",
						"generation",
						"result",
						"made of",
						"changed",
						"in the line"
					], ...[...lit].sort((a, b) => a - b).concat(props.rows.filter((row) => !lit.has(row))).map((row) => [
						trials.number[row],
						recorded.recorded ? recorded.generation[row] : null,
						results[row],
						madeOf(row),
						changesOf(row).map(words).join("; "),
						lit.has(row) ? "yes" : "no"
					])],
					children: /* @__PURE__ */ a(LineageTree, {
						xName: byGeneration ? "generation" : "trial",
						yName: "result",
						xs,
						ys: results,
						parents: family.parents,
						lit,
						on: props.on,
						selected: props.selectedRow,
						tip: (row) => {
							const changes = changesOf(row);
							return [
								...trialTip(trials, row),
								...madeOf(row) === "" ? [] : [`made of trial ${madeOf(row)}`],
								...changes.slice(0, 6).map(words),
								...changes.length > 6 ? [`and ${changes.length - 6} more`] : []
							];
						},
						pick: (row) => props.select(trials.number[row] ?? 0)
					})
				}), /* @__PURE__ */ a("ol", {
					class: "lineage",
					tabIndex: 0,
					"aria-label": "The line, the oldest first",
					children: value.items.map((item, index) => {
						const before = value.items[index - 1]?.result ?? null;
						const gain = item.result === null || before === null ? null : item.result - before;
						return /* @__PURE__ */ a("li", { children: [
							/* @__PURE__ */ a(TrialLink, {
								trial: item.trial,
								select: props.select
							}),
							" ",
							/* @__PURE__ */ a("b", { children: number(item.result) }),
							gain !== null && /* @__PURE__ */ a("span", {
								class: `chip ${gain === 0 ? "stopped" : gain > 0 === props.maximize ? "done" : "polling"}`,
								children: [gain > 0 ? "+" : "", number(gain)]
							}),
							index > 0 && /* @__PURE__ */ a(Changes, { of: item.changed })
						] }, item.trial);
					})
				})]
			})
		})
	});
}
// src/charts/parallel.tsx
var top$1 = 40;
var height$1 = 300;
var mostFaint = 1500;
var mostBright = 2500;
/** Each row is a line through its values on all axes; dragging along an axis brushes. All lines are drawn once, the brushed ones over them. */
function Parallel(props) {
	const host = T(null);
	const canvas = T(null);
	const base = T(null);
	const width = useWidth(host);
	const drag = useSignal(null);
	const { axes } = props;
	const scales = axes.map((axis) => axis.labels === null ? scaleOf(axis.values, axis.log) : {
		low: -.5,
		high: Math.max(.5, axis.labels.length - .5),
		log: false
	});
	const x = (index) => 70 + (axes.length < 2 ? 0 : index * (width.value - 140) / (axes.length - 1));
	const y = (index, value) => 282 - along(scales[index] ?? {
		low: 0,
		high: 1,
		log: false
	}, value) * 242;
	const colours = paint$1.value;
	A(() => {
		const surface = canvas.current;
		const context = surface?.getContext("2d");
		if (surface === null || context === null || context === void 0 || width.value === 0) return;
		const ratio = Math.min(2, devicePixelRatio || 1);
		const line = (to, row) => {
			let open = false;
			axes.forEach((axis, index) => {
				const value = axis.values[row];
				if (value === null || value === void 0 || (axis.labels !== null ? value < 0 : axis.log && value <= 0)) {
					open = false;
					return;
				}
				const spread = axis.labels === null ? 0 : (row * 7919 % 101 / 101 - .5) * .55;
				if (open) to.lineTo(x(index), y(index, value + spread));
				else to.moveTo(x(index), y(index, value + spread));
				open = true;
			});
		};
		const layer = (rows, colour, to) => {
			to.strokeStyle = colour;
			for (let start = 0; start < rows.length; start += 24) {
				to.beginPath();
				for (const row of rows.slice(start, start + 24)) line(to, row);
				to.stroke();
			}
		};
		const key = [
			width.value,
			colours,
			props.rows,
			props.on,
			...axes.flatMap((axis) => [
				axis.name,
				axis.values,
				axis.log
			])
		];
		if (base.current === null || base.current.key.length !== key.length || base.current.key.some((part, index) => part !== key[index])) {
			const picture = document.createElement("canvas");
			picture.width = Math.round(width.value * ratio);
			picture.height = Math.round(height$1 * ratio);
			const under = picture.getContext("2d");
			if (under !== null) {
				under.setTransform(ratio, 0, 0, ratio, 0, 0);
				under.lineWidth = 1;
				const everyRow = Array.from({ length: props.rows }, (_, row) => row);
				const thin = (rows, limit) => rows.length <= limit ? rows : Array.from({ length: limit }, (_, i) => rows[Math.floor(i * rows.length / limit)] ?? 0);
				const off = thin(everyRow.filter((row) => props.on[row] !== true), mostFaint);
				under.globalAlpha = Math.max(.05, Math.min(.35, 60 / Math.max(1, off.length)));
				layer(off, "#8a8f98", under);
				const brushed = thin(everyRow.filter((row) => props.on[row] === true && props.shade(row) !== null), mostBright);
				under.globalAlpha = Math.max(.18, Math.min(.8, 160 / Math.max(1, brushed.length)));
				const shades = 12;
				for (let shade = 0; shade < shades; shade++) layer(brushed.filter((row) => Math.min(11, Math.max(0, Math.floor((props.shade(row) ?? 0) * shades))) === shade), magnitude((shade + .5) / shades), under);
			}
			base.current = {
				key,
				picture
			};
		}
		surface.width = Math.round(width.value * ratio);
		surface.height = Math.round(height$1 * ratio);
		context.drawImage(base.current.picture, 0, 0);
		context.setTransform(ratio, 0, 0, ratio, 0, 0);
		context.globalAlpha = 1;
		if (props.selected !== null) {
			context.strokeStyle = "#d55e00";
			context.lineWidth = 3;
			context.beginPath();
			line(context, props.selected);
			context.stroke();
		}
		const [ink, quiet, plane, accent] = [
			token("--ink"),
			token("--quiet"),
			token("--plane"),
			token("--accent")
		];
		axes.forEach((axis, index) => {
			context.strokeStyle = quiet;
			context.lineWidth = 1;
			context.beginPath();
			context.moveTo(x(index), top$1);
			context.lineTo(x(index), 282);
			context.stroke();
			context.textAlign = index === 0 ? "left" : index === axes.length - 1 ? "right" : "center";
			context.fillStyle = ink;
			context.font = "600 11px system-ui, sans-serif";
			const room = Math.max(8, Math.floor((width.value - 140) / Math.max(1, axes.length - 1) / 6.6));
			const title = axis.name.length > room ? `…${axis.name.slice(-(room - 1))}` : axis.name;
			context.fillText(`${title}${axis.log ? " (log)" : ""}`, index === 0 ? 4 : index === axes.length - 1 ? width.value - 4 : x(index), index % 2 === 0 ? 12 : 26);
			context.font = "10px system-ui, sans-serif";
			const marks = axis.labels === null ? scaleTicks(scales[index] ?? {
				low: 0,
				high: 1,
				log: false
			}, 5) : axis.labels.map((_, value) => value).filter((_, value) => (axis.labels?.length ?? 0) < 16 || value % 2 === 0);
			for (const mark of marks) {
				const text = axis.labels === null ? number(mark, 3) : axis.labels[mark] ?? "";
				const shown = text.length > 16 ? `${text.slice(0, 15)}…` : text;
				const last = index === axes.length - 1;
				context.textAlign = last ? "left" : index === 0 ? "right" : "left";
				const at = x(index) + (index === 0 ? -5 : 5);
				context.lineWidth = 3;
				context.strokeStyle = plane;
				context.strokeText(shown, at, y(index, mark) + 3);
				context.fillStyle = quiet;
				context.fillText(shown, at, y(index, mark) + 3);
			}
			const range = props.brushes.get(axis.name);
			if (range !== void 0) {
				context.fillStyle = faded(accent, .35);
				context.fillRect(x(index) - 6, y(index, range.high), 12, y(index, range.low) - y(index, range.high));
			}
		});
		const d = drag.value;
		if (d !== null) {
			context.fillStyle = faded(accent, .35);
			context.fillRect(x(d.axis) - 6, Math.min(d.from, d.to), 12, Math.abs(d.to - d.from));
		}
	});
	const find = (event) => {
		const box = canvas.current?.getBoundingClientRect();
		if (box === void 0) return null;
		const [left, down] = [event.clientX - box.left, event.clientY - box.top];
		const axis = axes.findIndex((_, index) => Math.abs(x(index) - left) < 16);
		return axis < 0 ? null : {
			axis,
			y: down
		};
	};
	return /* @__PURE__ */ a("div", {
		class: "chart",
		ref: host,
		children: /* @__PURE__ */ a("canvas", {
			ref: canvas,
			role: "img",
			"aria-label": `Parallel coordinates of ${props.rows} trials over ${axes.map((axis) => axis.name).join(", ")}. The filter takes the same conditions as text.`,
			style: {
				width: `${width.value}px`,
				height: `${height$1}px`,
				touchAction: "none",
				cursor: "ns-resize"
			},
			onPointerDown: (event) => {
				const hit = find(event);
				if (hit === null) return;
				event.currentTarget.setPointerCapture(event.pointerId);
				drag.value = {
					axis: hit.axis,
					from: hit.y,
					to: hit.y
				};
			},
			onPointerMove: (event) => {
				const d = drag.value;
				const box = canvas.current?.getBoundingClientRect();
				if (d !== null && box !== void 0) drag.value = {
					...d,
					to: event.clientY - box.top
				};
			},
			onPointerUp: () => {
				const d = drag.value;
				drag.value = null;
				const axis = axes[d?.axis ?? -1];
				const scale = scales[d?.axis ?? -1];
				if (d === null || axis === void 0 || scale === void 0) return;
				if (Math.abs(d.to - d.from) < 4) {
					props.brush(axis.name, null);
					return;
				}
				const value = (at) => backFrom(scale, (282 - at) / 242);
				props.brush(axis.name, {
					low: value(Math.max(d.from, d.to)),
					high: value(Math.min(d.from, d.to))
				});
			}
		})
	});
}
// src/pages/analysis-parallel.tsx
var start = 8;
/** Each trial as a line over its most important choices and its numbers. */
function ParallelPanel(props) {
	const { trials } = props;
	const q = query.value;
	const [wanted, logs] = [q.get("axes") ?? null, q.get("plogs") ?? ""];
	const names = w(() => wanted === null ? firstAxes(trials, props.importance) : wanted.split("|"), [
		trials,
		props.importance,
		wanted
	]);
	const axes = w(() => axesOf(trials, names, new Set(logs.split("|"))), [
		trials,
		names,
		logs
	]);
	const results = trials.numeric.get("result") ?? [];
	const known = w(() => results.filter((value) => value !== null && Number.isFinite(value)).sort((a, b) => a - b), [results]);
	const [low, high] = [known[0] ?? 0, known[known.length - 1] ?? 1];
	const on = w(() => trials.number.map((_, row) => props.on(row)), [trials, props.on]);
	const choices = axes.filter((axis) => axis.labels !== null).length;
	const toggled = (list, name, yes) => [...list.filter((other) => other !== name), ...yes ? [name] : []].join("|");
	const best = (share) => {
		if (share >= 1) props.brush({ result: null });
		else {
			const order = props.maximize ? [...known].reverse() : known;
			const last = Math.min(order.length - 1, Math.max(0, Math.ceil(share * order.length) - 1));
			const cut = ((order[last] ?? 0) + (order[last + 1] ?? order[last] ?? 0)) / 2;
			const room = Math.max(Math.abs(cut) * 1e-6, (high - low) * .01);
			props.brush({ result: props.maximize ? {
				low: cut,
				high: high + room
			} : {
				low: low - room,
				high: cut
			} });
		}
	};
	return /* @__PURE__ */ a(Panel, {
		title: "Parallel coordinates",
		hint: `${choices} ${choices === 1 ? "choice" : "choices"}${wanted === null ? ", the most important ones" : ""}; bright: better result${trials.n > 2500 ? "; at most 2,500 lines of the selection are drawn" : ""}`,
		actions: /* @__PURE__ */ a($, { children: [
			/* @__PURE__ */ a("span", {
				class: "hint",
				children: "keep the best"
			}),
			[
				.01,
				.1,
				.5,
				1
			].map((share) => /* @__PURE__ */ a("button", {
				onClick: () => best(share),
				children: share >= 1 ? "all" : `${100 * share} %`
			}, share)),
			/* @__PURE__ */ a(Menu, {
				label: "Axes",
				children: [...trials.choices.map((choice) => choice.key), ...numbersOf(trials)].map((name) => /* @__PURE__ */ a("label", {
					class: "row",
					children: [/* @__PURE__ */ a("input", {
						type: "checkbox",
						checked: names.includes(name),
						onChange: (event) => remember({ axes: toggled(names, name, event.currentTarget.checked) })
					}), name]
				}, name))
			}),
			/* @__PURE__ */ a(Menu, {
				label: "Logarithmic",
				children: numbersOf(trials).map((name) => /* @__PURE__ */ a("label", {
					class: "row",
					children: [/* @__PURE__ */ a("input", {
						type: "checkbox",
						checked: logs.split("|").includes(name),
						onChange: (event) => remember({ plogs: toggled(logs === "" ? [] : logs.split("|"), name, event.currentTarget.checked) })
					}), name]
				}, name))
			})
		] }),
		children: /* @__PURE__ */ a(ChartFrame, {
			name: `${props.name} parallel coordinates`,
			summary: "a line is a trial; drag along an axis to select, click it to free",
			rows: () => [["trial", ...axes.map((axis) => axis.name)], ...props.rows.map((row) => [trials.number[row], ...axes.map((axis) => axis.labels === null ? axis.values[row] : axis.labels[axis.values[row] ?? -1] ?? null)])],
			children: /* @__PURE__ */ a(Parallel, {
				axes,
				rows: trials.n,
				on,
				selected: props.selectedRow,
				brushes: props.brushes,
				brush: (name, value) => props.brush({ [name]: value }),
				shade: (row) => {
					const value = results[row];
					if (value === null || value === void 0) return null;
					const share = high === low ? 1 : (value - low) / (high - low);
					return props.maximize ? share : 1 - share;
				}
			})
		})
	});
}
function firstAxes(trials, importance) {
	return [
		...(importance === null || importance.items.length === 0 ? trials.choices.map((choice) => choice.key) : [...importance.items].sort((a, b) => (b.share ?? 0) - (a.share ?? 0)).map((item) => item.key)).slice(0, start),
		...trials.metrics.slice(0, 3),
		"result"
	];
}
function axesOf(trials, names, logs) {
	const choiceAxis = (key) => {
		const choice = trials.choices.find((one) => one.key === key);
		return choice === void 0 ? null : {
			name: key,
			values: choice.values,
			labels: choice.labels,
			log: false
		};
	};
	const numberAxis = (name) => {
		const values = trials.numeric.get(name);
		return values === void 0 || !values.some((value) => value !== null) ? null : {
			name,
			values,
			labels: null,
			log: logs.has(name)
		};
	};
	return names.map((name) => choiceAxis(name) ?? numberAxis(name)).filter((axis) => axis !== null);
}
// src/charts/gantt.tsx
var left = 52;
var right = 30;
var top = 8;
var slotHeight = 22;
/** The colour of a state; the state is told under the pointer, too. */
function stateColour(state) {
	switch (state) {
		case "succeeded": return "#009e73";
		case "failed": return "#d55e00";
		case "running": return "#56b4e9";
		case "earlystopped": return "#e69f00";
		default: return "#8a8f98";
	}
}
/** Trials as bars over time, a row for each place that runs one at a time; dragging shows a stretch of it. */
function Gantt(props) {
	const { schedule, on, selected, from, to } = props;
	const step = Math.max(5, Math.min(slotHeight, 420 / Math.max(1, schedule.slots)));
	const height = Math.round(top + schedule.slots * step + 42);
	const x = (seconds, width) => left + (seconds - from) / Math.max(1e-9, to - from) * (width - left - right);
	const draw = b((context, width) => {
		const area = {
			left,
			right: width - right,
			top,
			bottom: top + schedule.slots * step
		};
		const [unit, name] = to - from > 7200 ? [3600, "h"] : to - from > 120 ? [60, "min"] : [1, "s"];
		drawColumns(context, area, {
			low: from / unit,
			high: to / unit,
			log: false
		}, 7, (value) => `${number(value, 5)} ${name}`);
		context.fillStyle = token("--quiet");
		context.textAlign = "center";
		context.fillText("since the first trial was proposed", (area.left + area.right) / 2, area.bottom + 33);
		context.textAlign = "right";
		for (let slot = 0; slot < schedule.slots; slot += Math.ceil(14 / step)) context.fillText(`slot ${slot + 1}`, 46, top + (slot + .5) * step + 4);
		context.save();
		context.beginPath();
		context.rect(left, top, width - left - right, schedule.slots * step);
		context.clip();
		for (const span of schedule.spans) {
			if (span.to < from || span.from > to) continue;
			const [start, end] = [x(span.from, width), x(span.to, width)];
			context.fillStyle = faded(stateColour(props.stateOf(span.row)), on(span.row) ? .9 : .25);
			context.fillRect(start, top + span.slot * step + 1, Math.max(.7, end - start - (end - start > 4 ? 1 : 0)), step - 2);
			if (span.row === selected) {
				context.strokeStyle = token("--ink");
				context.lineWidth = 2;
				context.strokeRect(start, top + span.slot * step + 1, Math.max(3, end - start), step - 2);
			}
		}
		context.restore();
	}, [
		schedule,
		props.stateOf,
		on,
		selected,
		from,
		to,
		step
	]);
	const find = (left, down, width) => {
		const slot = Math.floor((down - top) / step);
		return schedule.spans.find((span) => span.slot === slot && x(span.from, width) - 2 <= left && left <= Math.max(x(span.to, width), x(span.from, width) + 2)) ?? null;
	};
	return /* @__PURE__ */ a(CanvasChart, {
		label: `Trials over time in ${schedule.slots} slots. The numbers are in the table.`,
		height,
		draw,
		tip: (left, down, width) => {
			const span = find(left, down, width);
			return span === null ? null : props.tip(span);
		},
		click: (left, down, width) => {
			const span = find(left, down, width);
			if (span !== null) props.pick(span.row);
		},
		stretch: (first, last, width) => {
			const back = (at) => from + (at - left) / (width - left - right) * (to - from);
			props.zoom(Math.max(from, back(first)), Math.min(to, back(last)));
		}
	});
}
// src/model/schedule.ts
/** When each trial ran, last attempts only: a trial takes the first slot that is free when it starts. Trials that still run end `now`. */
function scheduleOf(trials, now) {
	const [started, ended, created] = [
		"startedAt",
		"endedAt",
		"createdAt"
	].map((name) => trials.numeric.get(name) ?? []);
	const rows = trials.number.map((_, row) => row).filter((row) => typeof started?.[row] === "number").sort((a, b) => (started?.[a] ?? 0) - (started?.[b] ?? 0) || a - b);
	const zero = rows.reduce((first, row) => Math.min(first, created?.[row] ?? Infinity, started?.[row] ?? Infinity), Infinity);
	const free = [];
	const spans = rows.map((row) => {
		const from = started?.[row] ?? 0;
		const to = Math.max(from, ended?.[row] ?? Math.max(now, from));
		let slot = free.findIndex((until) => until <= from);
		if (slot < 0) slot = free.length;
		free[slot] = to;
		return {
			row,
			slot,
			from: (from - zero) / 1e3,
			to: (to - zero) / 1e3,
			waited: Math.max(0, from - (created?.[row] ?? from)) / 1e3
		};
	});
	const first = spans.reduce((least, span) => Math.min(least, span.from), Infinity);
	const last = spans.reduce((most, span) => Math.max(most, span.to), 0);
	const length = spans.length === 0 ? 0 : last - first;
	const work = spans.reduce((sum, span) => sum + span.to - span.from, 0);
	return {
		spans,
		slots: free.length,
		length,
		busy: length > 0 ? work / (length * free.length) : 0,
		zero: Number.isFinite(zero) ? zero : 0
	};
}
// src/pages/analysis-schedule.tsx
/** When each trial ran, and how well the machine was used. */
function SchedulePanel(props) {
	const { trials } = props;
	const schedule = w(() => scheduleOf(trials, props.now), [trials, props.now]);
	const [start, end] = (query.value.get("when") ?? "").split("~").map(Number);
	const shown = start !== void 0 && end !== void 0 && end > start ? {
		from: start,
		to: end
	} : null;
	const stateOf = b((row) => trials.state[row] ?? "", [trials]);
	const first = schedule.spans.reduce((least, span) => Math.min(least, span.from), Infinity);
	const { from, to } = shown ?? {
		from: Number.isFinite(first) ? first : 0,
		to: (Number.isFinite(first) ? first : 0) + schedule.length
	};
	const states = [...new Set(schedule.spans.map((span) => stateOf(span.row)))];
	const waited = schedule.spans.map((span) => span.waited).sort((a, b) => a - b);
	return /* @__PURE__ */ a(Panel, {
		title: "Trials over time",
		hint: "a bar is the last start of a trial; it stands in the first row that was free",
		children: schedule.spans.length === 0 ? /* @__PURE__ */ a(Empty, { title: "No trial was started yet." }) : /* @__PURE__ */ a(ChartFrame, {
			name: `${props.name} trials over time`,
			summary: `${count(schedule.slots)} at once at most, busy ${percent(schedule.busy)} of ${duration(schedule.length)}; half of the trials waited less than ${duration(waited[Math.floor(waited.length / 2)])} for their start`,
			rows: () => [[
				"trial",
				"slot",
				"state",
				"started",
				"from (s)",
				"to (s)",
				"ran (s)",
				"waited (s)",
				"result"
			], ...schedule.spans.map((span) => [
				trials.number[span.row],
				span.slot + 1,
				stateOf(span.row),
				new Date(schedule.zero + 1e3 * span.from).toISOString(),
				span.from,
				span.to,
				span.to - span.from,
				span.waited,
				trials.numeric.get("result")?.[span.row]
			])],
			actions: shown !== null && /* @__PURE__ */ a("button", {
				onClick: () => remember({ when: null }),
				children: "all of it"
			}),
			children: [/* @__PURE__ */ a(Gantt, {
				schedule,
				stateOf,
				on: props.on,
				selected: props.selectedRow,
				from,
				to,
				pick: (row) => props.select(trials.number[row] ?? 0),
				zoom: (first, last) => remember({ when: `${first.toFixed(3)}~${last.toFixed(3)}` }),
				tip: (span) => [
					`trial ${trials.number[span.row]} (${stateText(stateOf(span.row))})`,
					`result ${number(trials.numeric.get("result")?.[span.row])}`,
					`ran ${duration(span.to - span.from)}, waited ${duration(span.waited)}`,
					`started ${moment(schedule.zero + 1e3 * span.from)}`
				]
			}), /* @__PURE__ */ a("div", {
				class: "legend",
				children: [states.map((state) => /* @__PURE__ */ a("span", { children: [/* @__PURE__ */ a("span", {
					class: "swatch",
					style: { backgroundColor: stateColour(state) }
				}), stateText(state)] }, state)), /* @__PURE__ */ a("span", { children: "drag to show a stretch" })]
			})]
		})
	});
}
// src/charts/slice-plot.tsx
var height = 190;
var most$1 = 400;
/** The results of each decision of one choice: a dot for each trial, a bar at the mean. */
function SlicePlot(props) {
	const { slices, values, scale, selected } = props;
	const step = (width) => (width - 56) / Math.max(1, slices.length);
	const middle = (index, width) => 48 + (index + .5) * step(width);
	const y = (value) => 154 - along(scale, value) * 126;
	const place = (row, index, width) => middle(index, width) + (row * 7919 % 101 / 101 - .5) * Math.min(46, step(width) * .7);
	const shown = (slice) => slice.rows.length <= most$1 ? slice.rows : Array.from({ length: most$1 }, (_, i) => slice.rows[Math.floor(i * slice.rows.length / most$1)] ?? 0);
	const draw = b((context, width) => {
		context.font = "600 12px system-ui, sans-serif";
		context.fillStyle = token("--ink");
		context.textAlign = "left";
		context.fillText(props.name, 4, 13, width - 8);
		context.font = "11px system-ui, sans-serif";
		drawRows(context, {
			left: 48,
			right: width - 6,
			top: 28,
			bottom: 154
		}, scale, 4);
		slices.forEach((slice, index) => {
			context.fillStyle = faded(token("--dot"), Math.max(.12, Math.min(.6, 60 / slice.rows.length)));
			for (const row of shown(slice)) {
				context.beginPath();
				context.arc(place(row, index, width), y(values[row] ?? 0), 2.2, 0, 7);
				context.fill();
			}
			context.fillStyle = "#d55e00";
			context.fillRect(middle(index, width) - Math.min(26, step(width) * .4), y(slice.mean) - 1.5, Math.min(52, step(width) * .8), 3);
			context.fillStyle = token("--quiet");
			context.textAlign = "center";
			const room = Math.max(3, Math.floor(step(width) / 6.2));
			const text = slice.label.length > room ? `${slice.label.slice(0, room - 1)}…` : slice.label;
			context.fillText(text, middle(index, width), 168 + index % 2 * 13);
			if (selected !== null && slice.rows.includes(selected)) {
				context.strokeStyle = token("--ink");
				context.lineWidth = 2;
				context.beginPath();
				context.arc(place(selected, index, width), y(values[selected] ?? 0), 6, 0, 7);
				context.stroke();
			}
		});
	}, [
		props.name,
		slices,
		values,
		scale,
		selected
	]);
	const column = (x, width) => Math.floor((x - 48) / step(width));
	const nearest = (x, top, width) => {
		const slice = slices[column(x, width)];
		let [best, distance] = [-1, 64];
		for (const row of slice === void 0 ? [] : shown(slice)) {
			const d = (place(row, column(x, width), width) - x) ** 2 + (y(values[row] ?? 0) - top) ** 2;
			if (d < distance) [best, distance] = [row, d];
		}
		return best;
	};
	return /* @__PURE__ */ a(CanvasChart, {
		label: `${props.name}: ${slices.map((slice) => `${slice.label} ${number(slice.mean)}`).join(", ")} on average.`,
		height,
		draw,
		tip: (x, top, width) => {
			const slice = slices[column(x, width)];
			if (slice === void 0) return null;
			const row = nearest(x, top, width);
			return [
				`${props.name}: ${slice.label}`,
				`${slice.rows.length} ${slice.rows.length === 1 ? "trial" : "trials"}, mean ${number(slice.mean)}, median ${number(slice.median)}`,
				`from ${number(slice.low)} to ${number(slice.high)}`,
				...row < 0 ? [] : props.tip(row)
			];
		},
		click: (x, top, width) => {
			const row = nearest(x, top, width);
			if (row >= 0) props.pick(row);
		}
	});
}
// src/model/slices.ts
/** The numbers of some rows by the decisions of a choice, in the order of its labels; decisions without a number are left out. */
function slicesOf(choice, values, rows) {
	const groups = /* @__PURE__ */ new Map();
	for (const row of rows) {
		const value = values[row];
		if (value === null || value === void 0 || !Number.isFinite(value)) continue;
		const label = choice.values[row] ?? -1;
		const group = groups.get(label);
		if (group === void 0) groups.set(label, [row]);
		else group.push(row);
	}
	return [...groups].sort(([a], [b]) => a < 0 ? 1 : b < 0 ? -1 : a - b).map(([, members]) => {
		const numbers = members.map((row) => values[row] ?? 0).sort((a, b) => a - b);
		const middle = (numbers.length - 1) / 2;
		return {
			label: decisionOf(choice, members[0] ?? -1) || "inactive",
			rows: members,
			mean: numbers.reduce((sum, value) => sum + value, 0) / numbers.length,
			median: ((numbers[Math.floor(middle)] ?? 0) + (numbers[Math.ceil(middle)] ?? 0)) / 2,
			low: numbers[0] ?? 0,
			high: numbers[numbers.length - 1] ?? 0
		};
	});
}
// src/pages/analysis-slices.tsx
var first = 6;
/** A number of the trials in the selection against each choice. */
function Slices(props) {
	const { trials } = props;
	const q = query.value;
	const name = q.get("slice") ?? "result";
	const all = q.get("slices") === "all";
	const values = trials.numeric.get(name) ?? [];
	const plots = w(() => {
		const share = new Map((props.importance?.items ?? []).map((item) => [item.key, item.share ?? 0]));
		return [...trials.choices].sort((a, b) => (share.get(b.key) ?? 0) - (share.get(a.key) ?? 0)).map((choice) => ({
			key: choice.key,
			slices: slicesOf(choice, values, props.rows)
		})).filter((plot) => plot.slices.length > 0);
	}, [
		trials,
		props.importance,
		values,
		props.rows
	]);
	const shown = all ? plots : plots.slice(0, first);
	const scale = w(() => scaleOf(props.rows.map((row) => values[row])), [props.rows, values]);
	return /* @__PURE__ */ a(Panel, {
		title: "Slices",
		hint: `${name} against each choice, the most important ones first; orange: the mean`,
		actions: /* @__PURE__ */ a($, { children: [/* @__PURE__ */ a("select", {
			"aria-label": "Quantity of the slices",
			value: name,
			onChange: (event) => remember({ slice: event.currentTarget.value === "result" ? null : event.currentTarget.value }),
			children: numbersOf(trials).map((one) => /* @__PURE__ */ a("option", {
				value: one,
				children: one
			}, one))
		}), plots.length > first && /* @__PURE__ */ a("button", {
			"aria-pressed": all,
			onClick: () => remember({ slices: all ? null : "all" }),
			children: [
				"all ",
				count(plots.length),
				" choices"
			]
		})] }),
		children: plots.length === 0 ? /* @__PURE__ */ a(Empty, { title: "No trial in the selection has this number." }) : /* @__PURE__ */ a(ChartFrame, {
			name: `${props.name} slices of ${name}`,
			summary: `${count(props.rows.length)} trials in the selection`,
			rows: () => [[
				"choice",
				"decision",
				"trials",
				"mean",
				"median",
				"lowest",
				"highest"
			], ...plots.flatMap((plot) => plot.slices.map((slice) => [
				plot.key,
				slice.label,
				slice.rows.length,
				slice.mean,
				slice.median,
				slice.low,
				slice.high
			]))],
			children: /* @__PURE__ */ a("div", {
				class: "grid",
				style: {
					gridTemplateColumns: "repeat(auto-fill, minmax(260px, 1fr))",
					gap: "6px"
				},
				children: shown.map((plot) => /* @__PURE__ */ a(SlicePlot, {
					name: plot.key,
					slices: plot.slices,
					values,
					scale,
					selected: props.selectedRow,
					tip: (row) => trialTip(trials, row),
					pick: (row) => props.select(trials.number[row] ?? 0)
				}, plot.key))
			})
		})
	});
}
// src/pages/sources.tsx
function SourcesPage() {
	A(() => {
		pageTitle.value = "";
		pageStatus.value = "";
	}, []);
	const chosen = useSignal(/* @__PURE__ */ new Set());
	const text = (query.value.get("q") ?? "").toLowerCase();
	const shown = useComputed(() => (sources.value?.items ?? []).filter((item) => {
		const wanted = (query.value.get("q") ?? "").toLowerCase();
		return wanted === "" || `${item.name} ${item.path} ${item.status} ${item.kind} ${item.run?.trainer ?? ""} ${item.experiment?.tuner ?? ""}`.toLowerCase().includes(wanted);
	}));
	const runs = shown.value.filter((item) => item.kind === "run");
	const experiments = shown.value.filter((item) => item.kind === "experiment");
	return /* @__PURE__ */ a("div", {
		class: "grid",
		children: [
			/* @__PURE__ */ a("div", {
				class: "row",
				children: [
					/* @__PURE__ */ a("label", {
						class: "row",
						children: ["search ", /* @__PURE__ */ a("input", {
							type: "search",
							"data-search": true,
							value: text,
							placeholder: "name, path, status",
							onInput: (event) => remember({ q: event.currentTarget.value })
						})]
					}),
					/* @__PURE__ */ a("span", {
						class: "hint",
						children: meta.value === null ? "" : /* @__PURE__ */ a($, { children: ["in ", /* @__PURE__ */ a("code", { children: meta.value.root })] })
					}),
					/* @__PURE__ */ a("span", { class: "push" }),
					chosen.value.size === 0 ? /* @__PURE__ */ a("span", {
						class: "hint",
						children: "choose runs to compare them"
					}) : /* @__PURE__ */ a("a", {
						class: "button",
						href: link(["compare"], { runs: [...chosen.value].join(",") }),
						children: [
							"Compare ",
							chosen.value.size,
							" ",
							chosen.value.size === 1 ? "run" : "runs"
						]
					})
				]
			}),
			sourcesError.value !== null && /* @__PURE__ */ a(Problem, { text: sourcesError.value }),
			/* @__PURE__ */ a(Problems, { list: sources.value?.problems }),
			/* @__PURE__ */ a(Loaded, {
				of: {
					data: sources.value,
					error: sources.value === null ? sourcesError.value : null,
					loading: true
				},
				what: "the list",
				children: (data) => data.items.length === 0 ? /* @__PURE__ */ a(Empty, {
					title: "No runs or experiments here yet.",
					children: /* @__PURE__ */ a("p", { children: [
						"They appear by themselves as soon as ",
						/* @__PURE__ */ a("code", { children: "nasctl search" }),
						", ",
						/* @__PURE__ */ a("code", { children: "nasctl retrain" }),
						" or ",
						/* @__PURE__ */ a("code", { children: "nasctl create" }),
						" writes below ",
						/* @__PURE__ */ a("code", { children: meta.value?.root }),
						"."
					] })
				}) : /* @__PURE__ */ a($, { children: [
					runs.length > 0 && /* @__PURE__ */ a(Runs, {
						items: runs,
						chosen: chosen.value,
						choose: (next) => {
							chosen.value = next;
						}
					}),
					experiments.length > 0 && /* @__PURE__ */ a(Experiments, { items: experiments }),
					shown.value.length === 0 && /* @__PURE__ */ a(Empty, { title: "Nothing matches the search." })
				] })
			})
		]
	});
}
function Runs(props) {
	const now = Date.now();
	return /* @__PURE__ */ a(Panel, {
		title: "Runs",
		hint: `${count(props.items.length)}; one-shot searches and retrainings`,
		tight: true,
		children: /* @__PURE__ */ a("div", {
			class: "scroll",
			tabIndex: 0,
			role: "region",
			"aria-label": "Table of runs",
			children: /* @__PURE__ */ a("table", {
				class: "plain",
				children: [/* @__PURE__ */ a("thead", { children: /* @__PURE__ */ a("tr", { children: [
					/* @__PURE__ */ a("th", { children: /* @__PURE__ */ a("span", {
						class: "skip",
						children: "Compare"
					}) }),
					/* @__PURE__ */ a("th", { children: "Name" }),
					/* @__PURE__ */ a("th", { children: "Trainer" }),
					/* @__PURE__ */ a("th", { children: "Status" }),
					/* @__PURE__ */ a("th", {
						class: "n",
						children: "Progress"
					}),
					/* @__PURE__ */ a("th", { children: "Last numbers" }),
					/* @__PURE__ */ a("th", {
						class: "n",
						children: "Time"
					}),
					/* @__PURE__ */ a("th", { children: "Changed" })
				] }) }), /* @__PURE__ */ a("tbody", { children: props.items.map((item) => /* @__PURE__ */ a("tr", { children: [
					/* @__PURE__ */ a("td", { children: /* @__PURE__ */ a("input", {
						type: "checkbox",
						"aria-label": `Compare ${item.name}`,
						checked: props.chosen.has(item.id),
						onChange: (event) => {
							const next = new Set(props.chosen);
							if (event.currentTarget.checked) next.add(item.id);
							else next.delete(item.id);
							props.choose(next);
						}
					}) }),
					/* @__PURE__ */ a("td", { children: [/* @__PURE__ */ a("a", {
						href: link(["source", item.id]),
						children: item.name
					}), /* @__PURE__ */ a("div", {
						class: "hint mono",
						children: item.path
					})] }),
					/* @__PURE__ */ a("td", { children: [item.run?.trainer ?? "–", item.run?.isSearch === false && /* @__PURE__ */ a("div", {
						class: "hint",
						children: "retraining"
					})] }),
					/* @__PURE__ */ a("td", { children: [/* @__PURE__ */ a(Chip, { state: item.status }), item.problems.length > 0 && /* @__PURE__ */ a("div", {
						class: "hint",
						title: item.problems.join("\n"),
						children: [
							item.problems.length,
							" ",
							item.problems.length === 1 ? "problem" : "problems"
						]
					})] }),
					/* @__PURE__ */ a("td", {
						class: "n",
						children: progressText(item)
					}),
					/* @__PURE__ */ a("td", { children: metricText(item) }),
					/* @__PURE__ */ a("td", {
						class: "n",
						children: duration(item.run?.seconds)
					}),
					/* @__PURE__ */ a("td", {
						title: moment(item.updatedAt),
						children: age(item.updatedAt, now)
					})
				] }, item.id)) })]
			})
		})
	});
}
function Experiments(props) {
	const now = Date.now();
	return /* @__PURE__ */ a(Panel, {
		title: "Experiments",
		hint: `${count(props.items.length)}; each of many trials`,
		tight: true,
		children: /* @__PURE__ */ a("div", {
			class: "scroll",
			tabIndex: 0,
			role: "region",
			"aria-label": "Table of experiments",
			children: /* @__PURE__ */ a("table", {
				class: "plain",
				children: [/* @__PURE__ */ a("thead", { children: /* @__PURE__ */ a("tr", { children: [
					/* @__PURE__ */ a("th", { children: "Name" }),
					/* @__PURE__ */ a("th", { children: "Tuner" }),
					/* @__PURE__ */ a("th", { children: "Status" }),
					/* @__PURE__ */ a("th", {
						class: "n",
						children: "Trials"
					}),
					/* @__PURE__ */ a("th", {
						class: "n",
						children: "Failed"
					}),
					/* @__PURE__ */ a("th", {
						class: "n",
						children: "Best"
					}),
					/* @__PURE__ */ a("th", {
						class: "n",
						children: "Time"
					}),
					/* @__PURE__ */ a("th", { children: "Changed" })
				] }) }), /* @__PURE__ */ a("tbody", { children: props.items.map((item) => {
					const e = item.experiment;
					const all = Object.values(e?.trials ?? {}).reduce((sum, n) => sum + n, 0);
					return /* @__PURE__ */ a("tr", { children: [
						/* @__PURE__ */ a("td", { children: [/* @__PURE__ */ a("a", {
							href: link(["source", item.id]),
							children: item.name
						}), /* @__PURE__ */ a("div", {
							class: "hint mono",
							children: item.path
						})] }),
						/* @__PURE__ */ a("td", { children: e?.tuner ?? "–" }),
						/* @__PURE__ */ a("td", { children: [/* @__PURE__ */ a(Chip, { state: item.status }), e?.paused === true && /* @__PURE__ */ a("div", {
							class: "hint",
							children: "paused"
						})] }),
						/* @__PURE__ */ a("td", {
							class: "n",
							children: [count(all), e?.maxTrials !== null && e?.maxTrials !== void 0 && e.maxTrials < 99999 ? ` of ${count(e.maxTrials)}` : ""]
						}),
						/* @__PURE__ */ a("td", {
							class: "n",
							children: count(e?.trials["failed"] ?? 0)
						}),
						/* @__PURE__ */ a("td", {
							class: "n",
							children: number(e?.best?.result)
						}),
						/* @__PURE__ */ a("td", {
							class: "n",
							children: duration(e?.seconds)
						}),
						/* @__PURE__ */ a("td", {
							title: moment(item.updatedAt),
							children: age(item.updatedAt, now)
						})
					] }, item.id);
				}) })]
			})
		})
	});
}
function progressText(item) {
	const run = item.run;
	if (run?.step === null || run?.step === void 0) return "–";
	return run.steps !== null && run.steps > 0 ? `${count(run.step)} of ${count(run.steps)}` : `step ${count(run.step)}`;
}
function metricText(item) {
	return Object.entries(item.run?.metrics ?? {}).slice(0, 3).map(([name, value]) => `${name} ${number(value)}`).join(", ");
}
// src/pages/run.tsx
/** What a run is doing, in one look. */
function RunPage(props) {
	const { source } = props;
	const run = source.run;
	const series = useSeries(source.id);
	const has = run?.has ?? [];
	const share = run?.step !== null && run?.step !== void 0 && run.steps !== null && run.steps > 0 ? run.step / run.steps : null;
	const pages = run?.isSearch === false ? [[
		"curves",
		"Curves",
		"metrics"
	], [
		"result",
		"Result",
		"architecture"
	]] : [
		[
			"supernet",
			"Supernet",
			"supernet"
		],
		[
			"alphas",
			"Alphas",
			"weights"
		],
		[
			"result",
			"Result",
			"architecture"
		],
		[
			"curves",
			"Curves",
			"metrics"
		]
	];
	return /* @__PURE__ */ a("div", {
		class: "grid",
		children: [
			/* @__PURE__ */ a(Problems, { list: source.problems }),
			/* @__PURE__ */ a("div", {
				class: "tiles",
				children: [
					/* @__PURE__ */ a(Tile, {
						label: "progress",
						children: [progressText(source), share !== null && /* @__PURE__ */ a("progress", {
							max: 1,
							value: share,
							"aria-label": "Progress of the run"
						})]
					}),
					/* @__PURE__ */ a(Tile, {
						label: "epoch",
						children: epochOf(run?.epoch, run?.epochs)
					}),
					/* @__PURE__ */ a(Tile, {
						label: "time",
						children: duration(run?.seconds)
					}),
					source.status === "running" && /* @__PURE__ */ a(Tile, {
						label: "time left, about",
						children: duration(run?.secondsLeft)
					}),
					Object.entries(run?.metrics ?? {}).slice(0, 4).map(([name, value]) => /* @__PURE__ */ a(Tile, {
						label: name,
						children: number(value)
					}, name))
				]
			}),
			/* @__PURE__ */ a("div", {
				class: "row",
				children: [pages.map(([page, text, needs]) => /* @__PURE__ */ a("a", {
					class: "button",
					href: link([
						"source",
						source.id,
						page
					]),
					children: [text, has.includes(needs) ? "" : " (nothing yet)"]
				}, page)), /* @__PURE__ */ a("a", {
					class: "button",
					href: link(["compare"], { runs: source.id }),
					children: "Compare …"
				})]
			}),
			/* @__PURE__ */ a(Loaded, {
				of: series.value,
				what: "the curves",
				children: (data) => data.series.length === 0 ? /* @__PURE__ */ a(Panel, {
					title: "Curves",
					children: /* @__PURE__ */ a(Empty, {
						title: "No numbers yet.",
						children: [
							"The run writes its first line of ",
							/* @__PURE__ */ a("code", { children: "metrics.jsonl" }),
							" after its first steps."
						]
					})
				}) : /* @__PURE__ */ a("div", {
					class: "grid two",
					children: groupsOf(data.series).slice(0, 4).map((group) => /* @__PURE__ */ a(Panel, {
						title: group.name,
						children: /* @__PURE__ */ a(LineChart, {
							name: `${source.name} ${group.name}`,
							xLabel: group.over ?? "step",
							yLabel: group.name,
							lines: group.lines,
							marks: group.over === void 0 ? eventMarks(data.events) : [],
							empty: "",
							height: 210,
							...group.over === void 0 ? { group: source.id } : {}
						})
					}, group.name))
				})
			}),
			/* @__PURE__ */ a("div", {
				class: "grid two",
				children: [
					/* @__PURE__ */ a(Panel, {
						title: "About this run",
						children: /* @__PURE__ */ a(Facts, { of: [
							["folder", /* @__PURE__ */ a("code", { children: source.path }, "c")],
							["trainer", run?.trainer ?? "–"],
							["search space", run?.space ?? "–"],
							["seed", run?.seed === null || run?.seed === void 0 ? "–" : String(run.seed)],
							["started", moment(source.createdAt)],
							["changed", moment(source.updatedAt)],
							["status", statusText(source.status)]
						] })
					}),
					/* @__PURE__ */ a(Panel, {
						title: "Options",
						children: /* @__PURE__ */ a(JsonFacts, { of: source.tool ?? source.config ?? null })
					}),
					source.result !== null && source.result !== void 0 && /* @__PURE__ */ a(Panel, {
						title: "Result",
						children: /* @__PURE__ */ a(JsonFacts, { of: source.result })
					})
				]
			})
		]
	});
}
function statusText(status) {
	switch (status) {
		case "running": return "running";
		case "stopped": return "stopped; the same command with --resume goes on";
		case "created": return "created, nothing happened yet";
		case "damaged": return "damaged: its files cannot be read";
		default: return status;
	}
}
/** The members of an object, nested ones with their path; long lists are cut. */
function JsonFacts(props) {
	const rows = [];
	const visit = (name, value) => {
		if (rows.length >= 80) return;
		if (value !== null && typeof value === "object" && !Array.isArray(value)) for (const [key, inner] of Object.entries(value)) visit(name === "" ? key : `${name}.${key}`, inner);
		else if (Array.isArray(value)) rows.push([name, value.length > 12 ? `${value.length} values` : value.map((part) => typeof part === "object" ? JSON.stringify(part) : String(part)).join(", ")]);
		else rows.push([name, typeof value === "number" ? Number.isInteger(value) && value < 1e6 ? String(value) : Number.isInteger(value) ? amount(value) : number(value, 6) : String(value)]);
	};
	visit("", props.of);
	if (rows.length === 0) return /* @__PURE__ */ a("p", {
		class: "hint",
		children: "Nothing is written down."
	});
	return /* @__PURE__ */ a("div", {
		class: "scroll",
		style: { maxHeight: "340px" },
		tabIndex: 0,
		role: "region",
		"aria-label": "Values",
		children: /* @__PURE__ */ a(Facts, { of: rows })
	});
}
// src/pages/experiment.tsx
/** What an experiment is doing, in one look. */
function ExperimentPage(props) {
	const { source } = props;
	const e = source.experiment;
	const trials = useTrials(source.id);
	const counts = e?.trials ?? {};
	const ended = Object.entries(counts).filter(([state]) => state !== "waiting" && state !== "running").reduce((sum, [, n]) => sum + n, 0);
	const paused = e?.paused === true;
	const limit = e?.maxTrials !== null && e?.maxTrials !== void 0 && e.maxTrials < 99999 ? e.maxTrials : null;
	return /* @__PURE__ */ a("div", {
		class: "grid",
		children: [
			/* @__PURE__ */ a(Problems, { list: source.problems }),
			paused && /* @__PURE__ */ a("div", {
				class: "notice warn",
				role: "status",
				children: [
					"Paused: ",
					(counts["running"] ?? 0) > 0 ? "the running trials go on to their ends, " : "",
					"no new trials are started until somebody lets it go on."
				]
			}),
			/* @__PURE__ */ a("div", {
				class: "tiles",
				children: [
					/* @__PURE__ */ a(Tile, {
						label: "trials ended",
						children: [count(ended), limit !== null && /* @__PURE__ */ a($, { children: [
							" of ",
							count(limit),
							/* @__PURE__ */ a("progress", {
								max: limit,
								value: Math.min(ended, limit),
								"aria-label": "Trials ended"
							})
						] })]
					}),
					/* @__PURE__ */ a(Tile, {
						label: e?.maximize === false ? "best (smallest) result" : "best result",
						children: e?.best === null || e?.best === void 0 ? "–" : /* @__PURE__ */ a("a", {
							href: link([
								"source",
								source.id,
								"trials"
							], { trial: String(e.best.trial) }),
							children: number(e.best.result)
						})
					}),
					/* @__PURE__ */ a(Tile, {
						label: "running",
						children: [count(counts["running"] ?? 0), e?.concurrency !== null && e?.concurrency !== void 0 ? ` of ${count(e.concurrency)}` : ""]
					}),
					/* @__PURE__ */ a(Tile, {
						label: "failed",
						children: (counts["failed"] ?? 0) > 0 ? /* @__PURE__ */ a("a", {
							href: link([
								"source",
								source.id,
								"trials"
							], { q: "state:failed" }),
							children: count(counts["failed"] ?? 0)
						}) : "0"
					}),
					/* @__PURE__ */ a(Tile, {
						label: "time",
						children: duration(e?.seconds)
					})
				]
			}),
			/* @__PURE__ */ a("div", {
				class: "row",
				children: [
					/* @__PURE__ */ a("a", {
						class: "button",
						href: link([
							"source",
							source.id,
							"trials"
						]),
						children: "Trials"
					}),
					/* @__PURE__ */ a("a", {
						class: "button",
						href: link([
							"source",
							source.id,
							"analysis"
						]),
						children: "Analysis"
					}),
					/* @__PURE__ */ a("a", {
						class: "button",
						href: address(`experiments/${encodeURIComponent(source.id)}/export.csv`),
						download: true,
						children: "Trials as CSV"
					}),
					/* @__PURE__ */ a("a", {
						class: "button",
						href: address(`experiments/${encodeURIComponent(source.id)}/export.json`),
						download: true,
						children: "Trials as JSON"
					}),
					/* @__PURE__ */ a("span", { class: "push" }),
					e?.concurrency !== null && e?.concurrency !== void 0 && e.maxTrials !== null && source.status !== "damaged" && /* @__PURE__ */ a(LimitsButton, {
						id: source.id,
						name: source.name,
						concurrency: e.concurrency,
						maxTrials: e.maxTrials
					}),
					source.status === "running" && /* @__PURE__ */ a(PauseButton, {
						id: source.id,
						name: source.name,
						paused
					}),
					source.status === "running" && /* @__PURE__ */ a(StopButton, {
						id: source.id,
						name: source.name
					})
				]
			}),
			/* @__PURE__ */ a(Loaded, {
				of: trials.value,
				what: "the trials",
				children: (data) => data.n === 0 ? /* @__PURE__ */ a(Panel, {
					title: "Results",
					children: /* @__PURE__ */ a(Empty, {
						title: "No trials yet.",
						children: "The tuner proposes the first ones as soon as the experiment runs."
					})
				}) : /* @__PURE__ */ a("div", {
					class: "grid two",
					children: [/* @__PURE__ */ a(ResultsPanel, {
						trials: data,
						maximize: e?.maximize ?? true,
						name: source.name
					}), /* @__PURE__ */ a(Panel, {
						title: "Best trials",
						tight: true,
						children: /* @__PURE__ */ a(BestTrials, {
							trials: data,
							maximize: e?.maximize ?? true,
							id: source.id
						})
					})]
				})
			}),
			/* @__PURE__ */ a("div", {
				class: "grid two",
				children: [/* @__PURE__ */ a(Panel, {
					title: "About this experiment",
					children: /* @__PURE__ */ a(Facts, { of: [
						["id", /* @__PURE__ */ a("code", { children: e?.id ?? "–" }, "i")],
						["folder", /* @__PURE__ */ a("code", { children: source.path }, "f")],
						["tuner", e?.tuner ?? "–"],
						["goal", e?.maximize === false ? "smaller is better" : "larger is better"],
						["created", moment(source.createdAt)],
						["changed", moment(source.updatedAt)],
						["at most", e?.maxSeconds === null || e?.maxSeconds === void 0 ? "–" : duration(e.maxSeconds)],
						e?.endReason !== null && e?.endReason !== void 0 && e.endReason !== "" ? ["ended because", e.endReason] : null
					] })
				}), /* @__PURE__ */ a(Panel, {
					title: "Configuration",
					children: /* @__PURE__ */ a(JsonFacts, { of: source.config ?? null })
				})]
			})
		]
	});
}
/** The results and the best so far, in the order of the trials or of the time. */
function ResultsPanel(props) {
	const { trials, maximize } = props;
	const byTime = query.value.get("over") === "time";
	const lines = w(() => {
		const history = byTime ? historyByTime(trials) : {
			x: trials.number,
			results: trials.numeric.get("result") ?? []
		};
		return [{
			name: "result",
			colour: "#8a8f98",
			x: history.x,
			y: history.results,
			dots: true
		}, {
			name: "best so far",
			colour: "#0072b2",
			x: history.x,
			y: bestSoFar(history.results, maximize),
			width: 2
		}];
	}, [
		trials,
		maximize,
		byTime
	]);
	return /* @__PURE__ */ a(Panel, {
		title: "Results",
		hint: `of ${count(trials.n)} trials, and the best so far`,
		actions: /* @__PURE__ */ a("select", {
			"aria-label": "Horizontal axis of the results",
			value: byTime ? "time" : "trial",
			onChange: (event) => remember({ over: event.currentTarget.value === "time" ? "time" : null }),
			children: [/* @__PURE__ */ a("option", {
				value: "trial",
				children: "by trial"
			}), /* @__PURE__ */ a("option", {
				value: "time",
				children: "over time"
			})]
		}),
		children: /* @__PURE__ */ a(LineChart, {
			name: `${props.name} results${byTime ? " over time" : ""}`,
			xLabel: byTime ? "minutes since the first trial was proposed" : "trial",
			yLabel: "result",
			lines,
			empty: "No trial has a result yet.",
			height: props.height ?? 240
		})
	});
}
function BestTrials(props) {
	const { trials } = props;
	const results = trials.numeric.get("result") ?? [];
	const rows = trials.number.map((_, row) => row).filter((row) => results[row] !== null && results[row] !== void 0).sort((a, b) => ((results[b] ?? 0) - (results[a] ?? 0)) * (props.maximize ? 1 : -1)).slice(0, 10);
	if (rows.length === 0) return /* @__PURE__ */ a(Empty, { title: "No trial has a result yet." });
	return /* @__PURE__ */ a("table", {
		class: "plain",
		children: [/* @__PURE__ */ a("thead", { children: /* @__PURE__ */ a("tr", { children: [
			/* @__PURE__ */ a("th", {
				class: "n",
				children: "trial"
			}),
			/* @__PURE__ */ a("th", { children: "state" }),
			/* @__PURE__ */ a("th", {
				class: "n",
				children: "result"
			}),
			trials.metrics.slice(0, 2).map((name) => /* @__PURE__ */ a("th", {
				class: "n",
				children: name
			}, name)),
			/* @__PURE__ */ a("th", {
				class: "n",
				children: "time"
			})
		] }) }), /* @__PURE__ */ a("tbody", { children: rows.map((row) => /* @__PURE__ */ a("tr", { children: [
			/* @__PURE__ */ a("td", {
				class: "n",
				children: /* @__PURE__ */ a("a", {
					href: link([
						"source",
						props.id,
						"trials"
					], { trial: String(trials.number[row]) }),
					children: trials.number[row]
				})
			}),
			/* @__PURE__ */ a("td", { children: /* @__PURE__ */ a(Chip, { state: trials.state[row] ?? "" }) }),
			/* @__PURE__ */ a("td", {
				class: "n",
				children: number(results[row])
			}),
			trials.metrics.slice(0, 2).map((name) => /* @__PURE__ */ a("td", {
				class: "n",
				children: number(trials.numeric.get(name)?.[row])
			}, name)),
			/* @__PURE__ */ a("td", {
				class: "n",
				children: duration(trials.numeric.get("seconds")?.[row])
			})
		] }, row)) })]
	});
}
// src/pages/analysis.tsx
/** What the trials say together. All pictures share one selection and one brush. */
function AnalysisPage(props) {
	const { source } = props;
	const trials = useTrials(source.id);
	return /* @__PURE__ */ a(Loaded, {
		of: trials.value,
		what: "the trials",
		children: (data) => data.n === 0 || !(data.numeric.get("result") ?? []).some((value) => value !== null) ? /* @__PURE__ */ a(Empty, {
			title: "No trial has a result yet.",
			children: "The pictures come with the first results."
		}) : /* @__PURE__ */ a(Analysis, {
			trials: data,
			id: source.id,
			name: source.name,
			maximize: source.experiment?.maximize ?? true,
			now: source.updatedAt ?? 0
		})
	});
}
function Analysis(props) {
	const { trials, id } = props;
	const q = query.value;
	const version = trialsVersion(id);
	const importance = useResource(id, version, (_, abort) => getJson(`experiments/${encodeURIComponent(id)}/importance`, abort));
	const brushes = w(() => readBrushes(q.get("brush")), [q.get("brush")]);
	const text = q.get("q") ?? "";
	const filter = w(() => parseFilter(text, trials), [text, trials]);
	const chosen = w(() => {
		const valuesOf = (name) => trials.numeric.get(name) ?? trials.choices.find((choice) => choice.key === name)?.values ?? [];
		const tests = [...brushes].map(([name, range]) => ({
			values: valuesOf(name),
			range
		}));
		return trials.number.map((_, row) => filter.test(row) && tests.every(({ values, range }) => {
			const value = values[row];
			return value !== null && value !== void 0 && value >= range.low && value <= range.high;
		}));
	}, [
		trials,
		brushes,
		filter
	]);
	const rows = w(() => chosen.flatMap((yes, row) => yes ? [row] : []), [chosen]);
	const on = b((row) => chosen[row] === true, [chosen]);
	const brush = (changes) => {
		const next = new Map(brushes);
		for (const [name, range] of Object.entries(changes)) if (range === null) next.delete(name);
		else next.set(name, range);
		remember({ brush: writeBrushes(next) });
	};
	const selected = q.has("trial") ? Number(q.get("trial")) : null;
	const select = (trial) => remember({ trial: String(trial) });
	const view = {
		trials,
		id,
		name: props.name,
		maximize: props.maximize,
		version,
		on,
		rows,
		selectedRow: selected === null ? null : trials.rowOf.get(selected) ?? null,
		select,
		brush,
		brushes
	};
	const table = columnsOf(trials, null);
	const order = w(() => sorted(trials, rows, "result", props.maximize), [
		trials,
		rows,
		props.maximize
	]);
	return /* @__PURE__ */ a("div", {
		class: "grid",
		children: [
			/* @__PURE__ */ a("div", {
				class: "row",
				children: [
					/* @__PURE__ */ a("label", {
						class: "row",
						children: ["filter ", /* @__PURE__ */ a("input", {
							type: "search",
							"data-search": true,
							style: { width: "300px" },
							placeholder: "result>0.9 & conv=5x5",
							value: text,
							onInput: (event) => remember({ q: event.currentTarget.value })
						})]
					}),
					/* @__PURE__ */ a("span", {
						class: "hint",
						role: "status",
						children: rows.length === trials.n ? `all ${count(trials.n)} trials` : `${count(rows.length)} of ${count(trials.n)} trials are in the selection`
					}),
					(brushes.size > 0 || text !== "") && /* @__PURE__ */ a("button", {
						onClick: () => remember({
							brush: null,
							q: null
						}),
						children: "free the selection"
					}),
					brushes.size > 0 && /* @__PURE__ */ a("span", {
						class: "hint",
						children: ["brushed: ", [...brushes.keys()].join(", ")]
					})
				]
			}),
			filter.error !== null && /* @__PURE__ */ a(Problem, { text: filter.error }),
			/* @__PURE__ */ a("div", {
				class: "grid two",
				children: [
					/* @__PURE__ */ a(Front, { ...view }),
					/* @__PURE__ */ a(ResultsPanel, {
						trials,
						maximize: props.maximize,
						name: props.name,
						height: 300
					}),
					/* @__PURE__ */ a(IntermediateCurves, { ...view })
				]
			}),
			/* @__PURE__ */ a(ParallelPanel, {
				...view,
				importance: importance.value.data
			}),
			/* @__PURE__ */ a(Slices, {
				...view,
				importance: importance.value.data
			}),
			/* @__PURE__ */ a(Lineage, { ...view }),
			/* @__PURE__ */ a(SchedulePanel, {
				...view,
				now: props.now
			}),
			/* @__PURE__ */ a("div", {
				class: "grid two",
				children: [/* @__PURE__ */ a(Importance, {
					answer: importance.value.data,
					error: importance.value.error,
					name: props.name
				}), /* @__PURE__ */ a(Panel, {
					title: "Trials in the selection",
					hint: count(rows.length),
					tight: true,
					actions: rows.length > 1 && /* @__PURE__ */ a("a", {
						class: "button",
						href: link([
							"source",
							id,
							"compare"
						], { t: order.slice(0, 5).map((row) => String(trials.number[row])).join(",") }),
						children: ["Compare the best ", Math.min(5, rows.length)]
					}),
					children: /* @__PURE__ */ a("div", {
						style: { height: "380px" },
						children: rows.length === 0 ? /* @__PURE__ */ a(Empty, {
							title: "The selection is empty.",
							children: /* @__PURE__ */ a("button", {
								onClick: () => remember({
									brush: null,
									q: null
								}),
								children: "Free the selection"
							})
						}) : /* @__PURE__ */ a(VirtualTable, {
							name: "Trials in the selection",
							columns: table.columns,
							rows: order,
							keyOf: (row) => trials.number[row] ?? -1,
							selected,
							select,
							sort: {
								column: "result",
								down: props.maximize
							},
							sortBy: (column) => {
								location.hash = link([
									"source",
									id,
									"trials"
								], {
									sort: `${column}:down`,
									q: text
								});
							}
						})
					})
				})]
			})
		]
	});
}
// src/pages/files.tsx
var readable = /\.(jsonl?|md|ya?ml|txt|log|csv|html)$/i;
/** What lies in the folder, to look at and to take along. */
function FilesPage(props) {
	const { source } = props;
	const id = encodeURIComponent(source.id);
	const files = useResource(source.id, source.updatedAt, (_, abort) => getJson(`sources/${id}/files`, abort));
	const shown = useSignal(null);
	const text = useResource(shown.value, "", (_, abort) => getText(`sources/${id}/file?path=${encodeURIComponent(shown.value ?? "")}&max=65536`, abort));
	return /* @__PURE__ */ a("div", {
		class: "grid two",
		children: [/* @__PURE__ */ a(Panel, {
			title: "Files",
			hint: source.path,
			tight: true,
			children: /* @__PURE__ */ a(Loaded, {
				of: files.value,
				what: "the folder",
				children: (data) => data.items.length === 0 ? /* @__PURE__ */ a(Empty, { title: "The folder is empty." }) : /* @__PURE__ */ a("div", {
					class: "scroll",
					style: { maxHeight: "75vh" },
					tabIndex: 0,
					role: "region",
					"aria-label": "Table of files",
					children: /* @__PURE__ */ a("table", {
						class: "plain",
						children: [/* @__PURE__ */ a("thead", { children: /* @__PURE__ */ a("tr", { children: [
							/* @__PURE__ */ a("th", { children: "file" }),
							/* @__PURE__ */ a("th", {
								class: "n",
								children: "size"
							}),
							/* @__PURE__ */ a("th", { children: "changed" })
						] }) }), /* @__PURE__ */ a("tbody", { children: data.items.map((file) => /* @__PURE__ */ a("tr", { children: [
							/* @__PURE__ */ a("td", { children: readable.test(file.path) ? /* @__PURE__ */ a("button", {
								onClick: () => {
									shown.value = file.path;
								},
								children: file.path
							}) : /* @__PURE__ */ a("a", {
								href: address(`sources/${id}/file?path=${encodeURIComponent(file.path)}`),
								download: true,
								children: file.path
							}) }),
							/* @__PURE__ */ a("td", {
								class: "n",
								children: amount(file.bytes, "B")
							}),
							/* @__PURE__ */ a("td", { children: moment(file.updatedAt) })
						] }, file.path)) })]
					})
				})
			})
		}), shown.value !== null && /* @__PURE__ */ a(Panel, {
			title: shown.value,
			actions: /* @__PURE__ */ a("a", {
				class: "button",
				href: address(`sources/${id}/file?path=${encodeURIComponent(shown.value)}&max=1048576`),
				download: shown.value.split("/").at(-1),
				children: "download"
			}),
			children: /* @__PURE__ */ a(Loaded, {
				of: text.value,
				what: "the file",
				children: (data) => /* @__PURE__ */ a($, { children: [/* @__PURE__ */ a("pre", {
					class: "log",
					tabIndex: 0,
					children: data.text
				}), data.next < data.total && /* @__PURE__ */ a("p", {
					class: "hint",
					children: [
						"The first ",
						count(data.next),
						" of ",
						count(data.total),
						" bytes."
					]
				})] })
			})
		})]
	});
}
// src/graph/camera.ts
var limits = {
	smallest: .02,
	largest: 4
};
/** The whole of a rectangle in the middle; never larger than life. */
function fit(area, width, height, most = 1.15) {
	const scale = Math.max(limits.smallest, Math.min(most, (width - 32) / Math.max(1, area.width), (height - 32) / Math.max(1, area.height)));
	return {
		x: (width - area.width * scale) / 2 - area.x * scale,
		y: (height - area.height * scale) / 2 - area.y * scale,
		scale
	};
}
/** Zooms so that the point under the pointer stays where it is. */
function zoom(camera, factor, x, y) {
	const scale = Math.min(limits.largest, Math.max(limits.smallest, camera.scale * factor));
	const real = scale / camera.scale;
	return {
		x: x - (x - camera.x) * real,
		y: y - (y - camera.y) * real,
		scale
	};
}
function writeCamera(camera) {
	return `${Math.round(camera.x)},${Math.round(camera.y)},${camera.scale.toFixed(4)}`;
}
function readCamera(text) {
	const parts = (text ?? "").split(",").map(Number);
	const [x, y, scale] = parts;
	if (parts.length !== 3 || x === void 0 || y === void 0 || scale === void 0 || !parts.every(Number.isFinite)) return null;
	return {
		x,
		y,
		scale: Math.min(limits.largest, Math.max(limits.smallest, scale))
	};
}
// src/graph/opening.ts
/** The groups that are open when all is open down to a depth; 1 shows the parts of the model. */
function openTo(tree, depth) {
	return new Set(tree.boxes.filter((box) => box.kind === "group" && box.depth < depth).map((box) => box.id));
}
/** The depth at which everything is open. */
function pathsOf(tree) {
	return tree.boxes.reduce((most, box) => box.kind === "group" ? Math.max(most, box.depth + 1) : most, 1);
}
var mostAtFirst = 90;
/** As deep as a first look can take in. */
function defaultDepth(tree) {
	const perDepth = [];
	for (const box of tree.boxes) perDepth[box.depth] = (perDepth[box.depth] ?? 0) + 1;
	let depth = 1;
	let shown = (perDepth[0] ?? 0) + (perDepth[1] ?? 0);
	while (depth + 1 < perDepth.length && shown + (perDepth[depth + 1] ?? 0) <= mostAtFirst) shown += perDepth[++depth] ?? 0;
	return depth;
}
/** The boxes around a box, the outermost first. */
function ancestors(tree, id) {
	const result = [];
	for (let at = tree.boxes[id]?.parent ?? -1; at >= 0; at = tree.boxes[at]?.parent ?? -1) result.unshift(at);
	return result;
}
/** The boxes whose name, type, path or key holds all words. */
function search(tree, text) {
	const words = text.toLowerCase().split(/\s+/).filter((word) => word !== "");
	if (words.length === 0) return [];
	const result = [];
	for (const box of tree.boxes) {
		const key = tree.net.choices[box.choice]?.key ?? "";
		const operation = tree.net.operations[box.operation]?.name ?? "";
		const hay = `${box.label} ${box.detail} ${box.kind === "group" || box.operation < 0 ? box.path : ""} ${key} ${operation}`.toLowerCase();
		if (words.every((word) => hay.includes(word))) result.push(box.id);
	}
	return result;
}
// src/graph/targets.tsx
/** At most so many elements lie over the picture. */
var most = 420;
/** The boxes that can be seen, as elements: for the pointer, the keyboard and those who listen to the page. */
function Targets(props) {
	const { scene, look } = props;
	const group = T(null);
	const wanted = T(-1);
	const shown = visible(props);
	A(() => {
		if (wanted.current < 0) return;
		const element = group.current?.querySelector(`[data-box="${wanted.current}"]`);
		if (element === null || element === void 0) return;
		wanted.current = -1;
		element.focus({ preventScroll: true });
	});
	const focusOn = (item) => {
		if (item === void 0) return;
		wanted.current = item.box.id;
		props.select(item.box.id);
		props.reveal(item);
	};
	const keys = (event, item) => {
		const index = scene.items.indexOf(item);
		const siblings = scene.items.filter((other) => other.box.parent === item.box.parent);
		const at = siblings.indexOf(item);
		switch (event.key) {
			case "Enter":
				wanted.current = item.box.id;
				props.toggle(item.box.id);
				break;
			case "ArrowDown":
				focusOn(siblings[at + 1] ?? scene.items[index + 1]);
				break;
			case "ArrowUp":
				focusOn(siblings[at - 1] ?? scene.items.find((other) => other.box.id === item.box.parent));
				break;
			case "ArrowRight":
				if (item.open) focusOn(item.children[0]);
				else if (item.box.kind === "group") {
					wanted.current = item.box.id;
					props.toggle(item.box.id);
				}
				break;
			case "ArrowLeft":
				if (item.open && item.box.depth > 0) {
					wanted.current = item.box.id;
					props.toggle(item.box.id);
				} else focusOn(scene.items.find((other) => other.box.id === item.box.parent));
				break;
			case "Home":
				focusOn(scene.items[0]);
				break;
			case "End":
				focusOn(scene.items[scene.items.length - 1]);
				break;
			default: return;
		}
		event.preventDefault();
		event.stopPropagation();
	};
	const stop = shown.some((item) => item.box.id === look.selected) ? look.selected : shown[0]?.box.id;
	return /* @__PURE__ */ a("g", {
		ref: group,
		children: shown.map((item) => /* @__PURE__ */ a("g", {
			role: "treeitem",
			tabIndex: item.box.id === stop ? 0 : -1,
			"data-box": item.box.id,
			"data-path": item.box.path,
			"aria-level": item.box.depth + 1,
			"aria-expanded": item.box.kind === "group" ? item.open : void 0,
			"aria-selected": item.box.id === look.selected,
			"data-lit": look.lit.has(item.box.id) ? "yes" : void 0,
			"data-way": look.path === null ? void 0 : pathState(look.path, item.box.id),
			"aria-label": spoken(item, look),
			onKeyDown: (event) => keys(event, item),
			onClick: (event) => {
				event.stopPropagation();
				props.select(item.box.id);
			},
			onDblClick: () => props.toggle(item.box.id),
			onPointerEnter: () => props.hover(item.box.id),
			onFocus: () => props.hover(item.box.id),
			children: [/* @__PURE__ */ a("rect", {
				class: "hit",
				x: item.x,
				y: item.y,
				width: item.width,
				height: item.height,
				rx: 5
			}), item.box.kind === "group" && item.box.depth > 0 && /* @__PURE__ */ a("rect", {
				class: "hit",
				x: item.x,
				y: item.y,
				width: 22,
				height: 22,
				"data-opens": item.box.id,
				onClick: (event) => {
					event.stopPropagation();
					props.toggle(item.box.id);
				}
			})]
		}, item.box.id))
	});
}
function visible(props) {
	const { camera, width, height } = props;
	const [left, top] = [-camera.x / camera.scale, -camera.y / camera.scale];
	const [right, bottom] = [left + width / camera.scale, top + height / camera.scale];
	const result = [];
	const visit = (item) => {
		if (result.length >= most || item.x > right || item.y > bottom || item.x + item.width < left || item.y + item.height < top) return;
		if (item.height * camera.scale < 7 || item.width * camera.scale < 7) return;
		result.push(item);
		for (const child of item.children) visit(child);
	};
	visit(props.scene.root);
	return result;
}
var wayWords = {
	on: "used",
	off: "not used",
	added: "added",
	removed: "removed",
	changed: "changed inside"
};
/** What is said of a box: its words, and of a choice what weighs most. */
function spoken(item, look) {
	const words = `${title(item, look)}${look.path === null ? "" : `, ${wayWords[pathState(look.path, item.box.id)]}`}`;
	if (item.box.choice < 0) return words;
	return `${words}, choice ${look.tree.net.choices[item.box.choice]?.key ?? ""}, ${choiceText(look, item.box)}`;
}
// src/graph/view.tsx
/** The picture: a canvas that is drawn anew for each frame, and over it the boxes as elements that can be reached, named and clicked. */
function GraphView(props) {
	const stage = T(null);
	const canvas = T(null);
	const overlay = T(null);
	const size = useSignal({
		width: 0,
		height: 0
	});
	const settled = useSignal(null);
	const calm = useSignal(props.look);
	A(() => {
		const timer = setTimeout(() => {
			calm.value = props.look;
		}, 120);
		return () => clearTimeout(timer);
	}, [props.look]);
	const latest = T(props);
	latest.current = props;
	const { camera } = props;
	F(() => {
		const element = stage.current;
		if (element === null) return;
		const observer = new ResizeObserver(() => {
			size.value = {
				width: element.clientWidth,
				height: element.clientHeight
			};
			camera.value ??= fit({
				x: 0,
				y: 0,
				...topOf(latest.current.scene)
			}, element.clientWidth, element.clientHeight);
		});
		observer.observe(element);
		return () => observer.disconnect();
	}, []);
	const asked = T(0);
	const draw = () => {
		asked.current = 0;
		const surface = canvas.current;
		const at = camera.peek();
		if (surface === null || at === null) return;
		const { width, height } = size.peek();
		const ratio = Math.min(2, devicePixelRatio || 1);
		if (surface.width !== Math.round(width * ratio) || surface.height !== Math.round(height * ratio)) {
			surface.width = Math.round(width * ratio);
			surface.height = Math.round(height * ratio);
		}
		const context = surface.getContext("2d");
		if (context === null) return;
		const start = performance.now();
		const { scene, look } = latest.current;
		context.setTransform(1, 0, 0, 1, 0, 0);
		context.fillStyle = look.palette.plane;
		context.fillRect(0, 0, surface.width, surface.height);
		context.setTransform(at.scale * ratio, 0, 0, at.scale * ratio, at.x * ratio, at.y * ratio);
		paintScene(new CanvasPen(context), scene, look, {
			left: -at.x / at.scale,
			top: -at.y / at.scale,
			right: (width - at.x) / at.scale,
			bottom: (height - at.y) / at.scale,
			scale: at.scale
		});
		surface.dataset["paint"] = (performance.now() - start).toFixed(1);
		surface.dataset["drawn"] = String(Number(surface.dataset["drawn"] ?? 0) + 1);
	};
	const ask = () => {
		if (asked.current === 0) asked.current = requestAnimationFrame(draw);
	};
	A(ask);
	A(() => () => cancelAnimationFrame(asked.current), []);
	A(() => {
		let timer = 0;
		const stop = x(() => {
			const at = camera.value;
			size.value;
			paint$1.value;
			ask();
			if (at === null) return;
			overlay.current?.setAttribute("transform", `translate(${at.x} ${at.y}) scale(${at.scale})`);
			clearTimeout(timer);
			if (settled.peek() === null) settled.value = at;
			else timer = window.setTimeout(() => {
				settled.value = at;
			}, 120);
		});
		return () => {
			clearTimeout(timer);
			stop();
		};
	}, []);
	const dragging = T(null);
	const pointers = T(/* @__PURE__ */ new Map());
	const onPointerDown = (event) => {
		if (event.button !== 0) return;
		pointers.current.set(event.pointerId, {
			x: event.clientX,
			y: event.clientY
		});
		dragging.current = {
			id: event.pointerId,
			x: event.clientX,
			y: event.clientY,
			moved: false
		};
	};
	const onPointerMove = (event) => {
		const known = pointers.current.get(event.pointerId);
		const at = camera.peek();
		if (known === void 0 || at === null) return;
		const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
		const drag = dragging.current;
		if (drag !== null && !drag.moved && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) > 3) {
			drag.moved = true;
			stage.current?.setPointerCapture(event.pointerId);
			stage.current?.classList.add("dragging");
		}
		if (other !== void 0) {
			const before = Math.hypot(known.x - other.x, known.y - other.y);
			const now = Math.hypot(event.clientX - other.x, event.clientY - other.y);
			const box = stage.current?.getBoundingClientRect();
			if (box !== void 0 && before > 0) camera.value = zoom(at, now / before, (event.clientX + other.x) / 2 - box.left, (event.clientY + other.y) / 2 - box.top);
		} else if (drag?.moved === true) camera.value = {
			...at,
			x: at.x + event.clientX - known.x,
			y: at.y + event.clientY - known.y
		};
		pointers.current.set(event.pointerId, {
			x: event.clientX,
			y: event.clientY
		});
	};
	const onPointerEnd = (event) => {
		pointers.current.delete(event.pointerId);
		stage.current?.classList.remove("dragging");
		const drag = dragging.current;
		if (drag !== null && drag.moved) setTimeout(() => {
			dragging.current = null;
		});
		else dragging.current = null;
	};
	A(() => {
		const element = stage.current;
		if (element === null) return;
		const wheel = (event) => {
			const at = camera.peek();
			if (at === null) return;
			event.preventDefault();
			const box = element.getBoundingClientRect();
			if (event.shiftKey) camera.value = {
				...at,
				x: at.x - event.deltaY - event.deltaX
			};
			else camera.value = zoom(at, Math.exp(-event.deltaY * (event.deltaMode === 1 ? .05 : .0016)), event.clientX - box.left, event.clientY - box.top);
		};
		element.addEventListener("wheel", wheel, { passive: false });
		return () => element.removeEventListener("wheel", wheel);
	}, []);
	const reveal = (item) => {
		const at = camera.peek();
		if (at === null) return;
		const { width, height } = size.peek();
		const [left, top] = [item.x * at.scale + at.x, item.y * at.scale + at.y];
		const [right, bottom] = [left + Math.min(width, item.width * at.scale), top + Math.min(height, item.height * at.scale)];
		const dx = left < 20 ? 20 - left : right > width - 20 ? width - 20 - right : 0;
		const dy = top < 20 ? 20 - top : bottom > height - 20 ? height - 20 - bottom : 0;
		if (dx !== 0 || dy !== 0) camera.value = {
			...at,
			x: at.x + dx,
			y: at.y + dy
		};
	};
	const targets = w(() => settled.value === null ? null : /* @__PURE__ */ a(Targets, {
		scene: props.scene,
		look: {
			...calm.value,
			selected: props.look.selected,
			lit: props.look.lit
		},
		camera: settled.value,
		width: size.value.width,
		height: size.value.height,
		hover: (box) => latest.current.hover(box),
		reveal,
		select: (box) => {
			if (dragging.current === null) latest.current.select(box);
		},
		toggle: (box) => {
			if (dragging.current === null) latest.current.toggle(box);
		}
	}), [
		props.scene,
		calm.value,
		props.look.selected,
		props.look.lit,
		settled.value,
		size.value
	]);
	return /* @__PURE__ */ a("div", {
		class: "stage",
		ref: stage,
		onPointerDown,
		onPointerMove,
		onPointerUp: onPointerEnd,
		onPointerCancel: onPointerEnd,
		onPointerLeave: () => props.hover(-1),
		children: [/* @__PURE__ */ a("canvas", {
			ref: canvas,
			"aria-hidden": "true"
		}), /* @__PURE__ */ a("svg", {
			role: "tree",
			"aria-label": "The network as nested boxes; arrow keys move, Enter opens and closes",
			children: /* @__PURE__ */ a("g", {
				ref: overlay,
				children: targets
			})
		})]
	});
}
/** A tall network is first shown at its width, a long one at its height: boxes that can be read matter more than seeing the end. */
function topOf(scene) {
	if (scene.direction === "right") return {
		width: Math.min(scene.width, Math.max(scene.height * 1.8, 1300)),
		height: scene.height
	};
	return {
		width: scene.width,
		height: Math.min(scene.height, Math.max(scene.width * 1.4, 900))
	};
}
// src/pages/layer-legend.tsx
/** What the colours of a layer mean, with the numbers at both ends. */
function LayerLegend(props) {
	const { layer, most } = props.facts;
	const bar = `linear-gradient(to right, ${Array.from({ length: 9 }, (_, index) => magnitude(index / 8)).join(", ")})`;
	const [what, low, high] = layer === "decided" ? [
		"how decided the choices are (1 − entropy)",
		"undecided 0 %",
		"100 % decided"
	] : layer === "lead" ? [
		"lead of the strongest candidate over the second",
		percent(0, 0),
		percent(1, 0)
	] : layer === "cost" ? [
		props.costs === null ? "" : `${costName(props.costs)} of the run's own table; of a choice the mean of its candidates; logarithmic`,
		"0",
		number(most, 3)
	] : [
		`${layer === "flops" ? "multiply-adds" : "parameters"}; logarithmic`,
		"0",
		amount(most)
	];
	return /* @__PURE__ */ a("div", {
		class: "row hint",
		role: "group",
		"aria-label": "Colours of the boxes",
		children: [
			/* @__PURE__ */ a("span", { children: low }),
			/* @__PURE__ */ a("span", {
				style: {
					width: "160px",
					height: "10px",
					borderRadius: "2px",
					background: bar
				},
				"aria-hidden": "true"
			}),
			/* @__PURE__ */ a("span", { children: high }),
			/* @__PURE__ */ a("span", { children: what })
		]
	});
}
// src/pages/box-table.ts
/** The weights of all candidates at one moment, a row each. */
function boxTable(net, history, frame) {
	const rows = [[
		"choice",
		"kind",
		"candidate",
		"weight",
		"step",
		"places"
	]];
	net.tree.net.choices.forEach((choice, index) => {
		choice.labels.forEach((label, candidate) => {
			rows.push([
				choice.key,
				choice.kind,
				label,
				history === null ? null : weight(history, frame, choice.offset + candidate),
				history?.steps[frame] ?? null,
				net.tree.places[index]?.length ?? 0
			]);
		});
	});
	return rows;
}
// src/pages/supernet-menus.tsx
function ViewMenu(props) {
	const { threshold } = props;
	return /* @__PURE__ */ a(Menu, {
		label: "View",
		children: [
			/* @__PURE__ */ a("label", {
				class: "row",
				children: ["colour", /* @__PURE__ */ a("select", {
					value: props.layer,
					onChange: (event) => remember({ colour: event.currentTarget.value }),
					children: [
						/* @__PURE__ */ a("option", {
							value: "weights",
							children: "weights"
						}),
						/* @__PURE__ */ a("option", {
							value: "decided",
							disabled: !props.hasWeights,
							children: "how decided the choices are"
						}),
						/* @__PURE__ */ a("option", {
							value: "lead",
							disabled: !props.hasWeights,
							children: "lead of the strongest candidate"
						}),
						/* @__PURE__ */ a("option", {
							value: "parameters",
							children: "parameters"
						}),
						/* @__PURE__ */ a("option", {
							value: "flops",
							children: "multiply-adds"
						}),
						props.costs !== null && /* @__PURE__ */ a("option", {
							value: "cost",
							children: [costName(props.costs), ", the run's own table"]
						})
					]
				})]
			}),
			/* @__PURE__ */ a("label", {
				class: "row",
				children: ["grows", /* @__PURE__ */ a("select", {
					value: props.direction,
					onChange: (event) => props.turn(event.currentTarget.value === "right" ? "right" : "down"),
					children: [/* @__PURE__ */ a("option", {
						value: "down",
						children: "downwards"
					}), /* @__PURE__ */ a("option", {
						value: "right",
						children: "to the right"
					})]
				})]
			}),
			/* @__PURE__ */ a("label", {
				class: "row",
				children: [
					"hide below",
					/* @__PURE__ */ a("input", {
						type: "range",
						min: 0,
						max: .5,
						step: .01,
						value: threshold,
						onInput: (event) => remember({ over: event.currentTarget.value === "0" ? null : event.currentTarget.value })
					}),
					Math.round(100 * threshold),
					" %"
				]
			}),
			/* @__PURE__ */ a("label", {
				class: "row",
				children: [/* @__PURE__ */ a("input", {
					type: "checkbox",
					checked: props.derived,
					onChange: (event) => remember({ keep: event.currentTarget.checked ? "1" : null })
				}), " only what would be kept"]
			}),
			/* @__PURE__ */ a("label", {
				class: "row",
				children: [/* @__PURE__ */ a("input", {
					type: "checkbox",
					disabled: !props.hasWeights,
					checked: props.against,
					onChange: (event) => remember({ against: event.currentTarget.checked ? String(props.frame) : null })
				}), " difference from this moment"]
			})
		]
	});
}
/** The picture as shown and as a whole, and its numbers. */
function PictureMenu(props) {
	const { name, scene, look } = props;
	const file = (what) => fileName(name, what, props.step);
	return /* @__PURE__ */ a(Menu, {
		label: "Download",
		children: [
			/* @__PURE__ */ a("button", {
				onClick: () => saveText(`${file("supernet")}.svg`, sceneAsSvg(scene, look, name), "image/svg+xml"),
				children: "picture (SVG)"
			}),
			/* @__PURE__ */ a("button", {
				onClick: () => saveCanvas(`${file("supernet")}.png`, sceneAsCanvas(scene, look)),
				children: "picture (PNG)"
			}),
			/* @__PURE__ */ a("button", {
				onClick: () => saveText(`${file("supernet-view")}.svg`, sceneAsSvg(scene, look, name, props.view()), "image/svg+xml"),
				children: "what is shown (SVG)"
			}),
			/* @__PURE__ */ a("button", {
				onClick: () => saveCanvas(`${file("supernet-view")}.png`, sceneAsCanvas(scene, look, props.view())),
				children: "what is shown (PNG)"
			}),
			/* @__PURE__ */ a("button", {
				onClick: () => saveText(`${file("supernet")}.dot`, sceneAsDot(scene, look, name), "text/vnd.graphviz"),
				children: "open boxes (DOT)"
			}),
			/* @__PURE__ */ a("button", {
				onClick: () => saveText(`${file("supernet")}.csv`, csv(boxTable(props.net, look.history, look.frame)), "text/csv"),
				children: "numbers at this step (CSV)"
			})
		]
	});
}
// src/model/architecture.ts
/** A number that was written with a point: a weight, not an index. */
var Real = class {
	value;
	constructor(value) {
		this.value = value;
	}
};
var Wrong = class extends Error {};
/**
* Reads an architecture file in any of its encodings: the name of a candidate, its number, or a list of names, numbers, truth values or weights; also the parameters of a trial. What does
* not fit the choices is told in one line.
*/
function readArchitecture(text, choices) {
	try {
		let content;
		try {
			content = JSON.parse(text, (_, value, ...more) => {
				const source = more[0]?.source;
				return typeof value === "number" && (!Number.isInteger(value) || source !== void 0 && /[.eE]/.test(source)) ? new Real(value) : value;
			});
		} catch {
			throw new Wrong("This is not JSON.");
		}
		if (content === null || typeof content !== "object" || Array.isArray(content) || content instanceof Real) throw new Wrong("This is no architecture: it must be an object with a decision for each key.");
		const byKey = new Map(choices.map((choice) => [choice.key, choice]));
		const selected = /* @__PURE__ */ new Map();
		for (const [key, value] of Object.entries(content)) {
			if (key === "$meta") continue;
			const choice = byKey.get(key);
			if (choice === void 0) throw new Wrong(`The network has no choice '${short(key)}'; it has ${quote(choices.map((one) => one.key))}.`);
			const decision = decide(choice, value);
			if (choice.pick !== null && decision.length !== choice.pick) throw wrong(choice, `${decision.length} are taken; it takes exactly ${choice.pick} of ${choice.names.length}`);
			selected.set(key, decision);
		}
		const missing = choices.filter((choice) => !selected.has(choice.key) && isActive(choice, byKey, selected));
		if (missing.length > 0) throw new Wrong(`There is no decision for ${quote(missing.map((choice) => choice.key))}; each active choice needs one.`);
		return { selected };
	} catch (cause) {
		if (cause instanceof Wrong) return { problem: cause.message };
		throw cause;
	}
}
function decide(choice, value) {
	const list = value !== null && typeof value === "object" && "_value" in value ? value._idx ?? value._value : value;
	if (!Array.isArray(list)) return [indexOf(choice, list)];
	const parts = list;
	const each = (what) => {
		if (parts.length !== choice.names.length) throw wrong(choice, `${parts.length} ${what} were given; it needs one for each of its ${choice.names.length} candidates`);
	};
	if (parts.length > 0 && parts.every((part) => typeof part === "boolean")) {
		each("truth values");
		return parts.flatMap((part, index) => part === true ? [index] : []);
	}
	if (parts.some((part) => part instanceof Real)) {
		if (!parts.every((part) => part instanceof Real || typeof part === "number")) throw wrong(choice, "the list mixes weights with names or other values");
		each("weights");
		return parts.flatMap((part, index) => (part instanceof Real ? part.value : part) !== 0 ? [index] : []);
	}
	const indices = parts.map((part) => indexOf(choice, part));
	if (new Set(indices).size < indices.length) throw wrong(choice, "a candidate is listed twice");
	return [...indices].sort((a, b) => a - b);
}
function indexOf(choice, value) {
	if (typeof value === "number" && value >= 0 && value < choice.names.length) return value;
	if (typeof value === "number") throw wrong(choice, `${value} is out of range; allowed are 0 to ${choice.names.length - 1}`);
	if (typeof value !== "string") throw wrong(choice, "allowed are a name, a number, or a list of these, of truth values or of weights");
	const first = choice.names.indexOf(value);
	if (first < 0) throw wrong(choice, `'${short(value)}' is none of its candidates; they are ${quote(choice.names)}`);
	if (choice.names.indexOf(value, first + 1) >= 0) throw wrong(choice, `'${short(value)}' names more than one of its candidates; give the number`);
	return first;
}
function isActive(choice, byKey, selected, seen = /* @__PURE__ */ new Set()) {
	if (choice.when.length === 0) return true;
	if (seen.has(choice.key)) return false;
	const around = /* @__PURE__ */ new Set([...seen, choice.key]);
	return choice.when.some((all) => all.every(({ key, candidate }) => {
		const outer = byKey.get(key);
		return outer !== void 0 && isActive(outer, byKey, selected, around) && selected.get(key)?.includes(candidate) === true;
	}));
}
function wrong(choice, what) {
	return new Wrong(`Key '${choice.key}': ${what}.`);
}
function quote(names) {
	const shown = names.slice(0, 6).map((name) => `'${short(name)}'`).join(", ");
	return names.length > 6 ? `${shown} and ${names.length - 6} more` : shown;
}
function short(text) {
	const line = text.replace(/[\u0000-\u001f]/g, " ");
	return line.length <= 60 ? line : `${line.slice(0, 59)}…`;
}
// src/store/architectures.ts
var mostListed = 60;
function useArchitectures(id) {
	const news = movedOf(id);
	const files = useResource(id, `${news.architectures ?? ""}/${news.resync}`, (_, abort) => getJson(`runs/${encodeURIComponent(id)}/architectures`, abort));
	const compared = useResource(id, `${news.architectures ?? ""}/${news.resync}`, (_, abort) => getJson(`runs/${encodeURIComponent(id)}/candidates`, abort));
	const items = files.value.data?.items ?? [];
	const candidates = compared.value.data?.items ?? [];
	const named = [{
		id: "now",
		words: "derived at this moment"
	}];
	if (items.some((item) => item.source === "result")) named.push({
		id: "result",
		words: "the result"
	});
	for (const item of [...items].reverse()) if (item.source === "epoch" && item.epoch !== null && named.length < mostListed) named.push({
		id: `epoch-${item.epoch}`,
		words: `after epoch ${count(item.epoch + 1)}`
	});
	for (const item of candidates.slice(0, mostListed)) named.push({
		id: `candidate-${item.rank}`,
		words: `compared, rank ${item.rank}${item.score === null ? "" : ` (${number(item.score)})`}`
	});
	if (own.value.has(id)) named.push({
		id: "own",
		words: own.value.get(id)?.name ?? "your file"
	});
	return {
		named,
		candidates
	};
}
/** Files that were pasted or dropped, by run; kept while the tab is open. */
var own = y(/* @__PURE__ */ new Map());
var place = (id) => `nassharp.architecture.${id}`;
function keepOwn(id, file) {
	own.value = new Map([...own.value, [id, file]]);
	try {
		sessionStorage.setItem(place(id), JSON.stringify(file));
	} catch {}
}
function findOwn(id) {
	const known = own.value.get(id);
	if (known !== void 0) return known;
	try {
		const kept = JSON.parse(sessionStorage.getItem(place(id)) ?? "null");
		if (kept !== null && typeof kept === "object" && "text" in kept && "name" in kept) {
			const file = {
				name: String(kept.name),
				text: String(kept.text)
			};
			queueMicrotask(() => {
				own.value = new Map([...own.value, [id, file]]);
			});
			return file;
		}
	} catch {}
}
/** The architecture with a short name; null where none is asked for. */
function useNamed(run, id, all, choices, taken) {
	const [kind, text] = (id ?? "").split("-");
	const asked = kind === "result" ? "" : kind === "epoch" ? `?epoch=${Number(text) || 0}` : null;
	const news = movedOf(run);
	const answer = useResource(asked === null ? null : `${run}${asked}`, `${news.architectures ?? ""}/${news.resync}`, (_, abort) => getJson(`runs/${encodeURIComponent(run)}/architecture${asked ?? ""}`, abort));
	if (id === void 0) return null;
	const named = {
		id,
		words: all.named.find((one) => one.id === id)?.words ?? id
	};
	if (kind === "now") return taken === null ? {
		...named,
		waiting: true
	} : taken.size === 0 ? {
		...named,
		problem: "Nothing can be derived yet: the run has not written any weights."
	} : {
		...named,
		selected: taken
	};
	if (kind === "own") {
		const file = findOwn(run);
		return file === void 0 ? {
			...named,
			problem: "The file that was pasted here is not kept in the address; paste it again."
		} : {
			...named,
			words: file.name,
			...read(file.text, choices)
		};
	}
	if (kind === "candidate") {
		const item = all.candidates.find((one) => String(one.rank) === text);
		return item === void 0 ? {
			...named,
			problem: "The run compared no such architecture."
		} : {
			...named,
			...read(JSON.stringify(item.architecture), choices)
		};
	}
	const { data, error } = answer.value;
	if (asked === null) return {
		...named,
		problem: `'${id}' is no architecture of this run.`
	};
	if (error !== null) return {
		...named,
		problem: error
	};
	if (data === null) return {
		...named,
		waiting: true
	};
	return data.available ? {
		...named,
		...fromAnswer(data, choices)
	} : {
		...named,
		problem: data.reason ?? "There is no such architecture."
	};
}
function fromAnswer(answer, choices) {
	const selected = answer.selected;
	return selected !== null && Object.keys(selected).length > 0 ? { selected: new Map(Object.entries(selected)) } : read(JSON.stringify(answer.architecture), choices);
}
function read(text, choices) {
	return readArchitecture(text, choices);
}
// src/pages/supernet-path.tsx
function useLighting(run, net, taken) {
	const all = useArchitectures(run);
	const { choices } = net.tree.net;
	const now = useNamed(run, query.value.get("path"), all, choices, taken);
	const before = useNamed(run, now === null ? void 0 : query.value.get("than"), all, choices, taken);
	const [a, b] = [selectedOf(now), selectedOf(before)];
	const path = w(() => a === null ? null : pathOf(net.tree, a), [net, text(a)]);
	const other = w(() => b === null ? null : pathOf(net.tree, b), [net, text(b)]);
	return {
		lit: w(() => path === null || a === null ? null : lightPath(net.tree, a, path, other), [path, other]),
		now,
		before,
		all
	};
}
function selectedOf(architecture) {
	return architecture !== null && "selected" in architecture ? architecture.selected : null;
}
/** Decisions as one text: the same decisions need no new path. */
function text(selected) {
	return selected === null ? "" : [...selected].map(([key, taken]) => `${key}:${taken.join(" ")}`).join(",");
}
/** Takes the text of a file as the path to light. */
function takeFile(run, name, content) {
	keepOwn(run, {
		name,
		text: content
	});
	remember({ path: "own" });
}
var longest = 8e6;
/** The same with a file that was chosen or dropped; one that is far too long is no architecture. */
async function takeFileFrom(run, file) {
	takeFile(run, file.name, file.size > longest ? "" : await file.text().catch(() => ""));
}
function PathMenu(props) {
	const { all } = props.lighting;
	const lit = query.value.get("path") ?? "";
	return /* @__PURE__ */ a(Menu, {
		label: "Path",
		children: [
			/* @__PURE__ */ a("label", {
				class: "row",
				children: ["light", /* @__PURE__ */ a("select", {
					"aria-label": "Architecture whose path is lit",
					value: lit,
					onChange: (event) => remember({
						path: event.currentTarget.value,
						than: event.currentTarget.value === "" ? null : query.value.get("than") ?? null
					}),
					children: [
						/* @__PURE__ */ a("option", {
							value: "",
							children: "nothing"
						}),
						all.named.map((one) => /* @__PURE__ */ a("option", {
							value: one.id,
							children: one.words
						}, one.id)),
						lit !== "" && !all.named.some((one) => one.id === lit) && /* @__PURE__ */ a("option", {
							value: lit,
							children: lit
						})
					]
				})]
			}),
			/* @__PURE__ */ a("label", {
				class: "row",
				children: ["instead of", /* @__PURE__ */ a("select", {
					"aria-label": "Architecture to compare with",
					disabled: lit === "",
					value: query.value.get("than") ?? "",
					onChange: (event) => remember({ than: event.currentTarget.value }),
					children: [/* @__PURE__ */ a("option", {
						value: "",
						children: "(no comparison)"
					}), all.named.map((one) => /* @__PURE__ */ a("option", {
						value: one.id,
						children: one.words
					}, one.id))]
				})]
			}),
			/* @__PURE__ */ a("label", { children: ["a file of yours", /* @__PURE__ */ a("input", {
				type: "file",
				accept: ".json,application/json",
				"aria-label": "An architecture.json to light",
				onChange: (event) => {
					const file = event.currentTarget.files?.[0];
					if (file !== void 0) takeFileFrom(props.run, file);
				}
			})] }),
			/* @__PURE__ */ a("textarea", {
				rows: 3,
				placeholder: "or paste an architecture.json here; it can be dropped on the picture, too",
				"aria-label": "Paste an architecture",
				style: { width: "320px" },
				onInput: (event) => {
					const content = event.currentTarget.value.trim();
					if (content !== "") takeFile(props.run, "what you pasted", content);
				}
			})
		]
	});
}
/** What is lit, in words; and in which decisions two architectures differ. */
function PathWords(props) {
	const { now, before } = props.lighting;
	const { tree } = props.net;
	const [a$1, b] = [selectedOf(now), selectedOf(before)];
	const differ = w(() => a$1 === null || b === null ? [] : decisionsThatDiffer(tree, b, a$1), [
		tree,
		text(a$1),
		text(b)
	]);
	if (now === null) return null;
	const problems = [now, before].flatMap((one) => one !== null && "problem" in one ? [`${one.words}: ${one.problem}`] : []);
	if (problems.length > 0) return /* @__PURE__ */ a(Problem, { text: problems.join(" ") });
	const rows = [[
		"choice",
		"added",
		"removed"
	], ...differ.map((one) => [
		one.key,
		one.added.join(" "),
		one.removed.join(" ")
	])];
	return /* @__PURE__ */ a("div", {
		class: "row",
		role: "status",
		style: {
			maxHeight: "84px",
			overflow: "auto"
		},
		tabIndex: 0,
		"aria-label": "The path that is lit",
		children: [
			/* @__PURE__ */ a("span", { children: [
				"Lit: ",
				/* @__PURE__ */ a("b", { children: now.words }),
				"waiting" in now ? " …" : "",
				before === null ? "" : /* @__PURE__ */ a($, { children: [", instead of ", /* @__PURE__ */ a("b", { children: before.words })] }),
				"."
			] }),
			a$1 !== null && b === null && before === null && /* @__PURE__ */ a("span", {
				class: "hint",
				children: [
					count(a$1.size),
					" decisions; ",
					count(props.lighting.lit?.path.boxes.size ?? 0),
					" of ",
					count(tree.boxes.length),
					" boxes are used."
				]
			}),
			b !== null && a$1 !== null && (differ.length === 0 ? /* @__PURE__ */ a("span", {
				class: "hint",
				children: "They take the same."
			}) : /* @__PURE__ */ a($, { children: [
				/* @__PURE__ */ a("span", {
					class: "hint",
					children: [
						count(differ.length),
						" ",
						differ.length === 1 ? "choice differs" : "choices differ",
						"; ",
						/* @__PURE__ */ a("b", {
							class: "added",
							children: "+ added"
						}),
						", ",
						/* @__PURE__ */ a("b", {
							class: "removed",
							children: "− removed (dashed)"
						}),
						", ± changed inside"
					]
				}),
				/* @__PURE__ */ a("button", {
					onClick: () => saveText(`${fileName(props.name, "difference")}.csv`, csv(rows), "text/csv"),
					children: "CSV"
				}),
				differ.slice(0, 40).map((one) => /* @__PURE__ */ a("button", {
					onClick: () => props.show(one.key),
					title: "Show where this is decided",
					children: [
						/* @__PURE__ */ a("code", { children: one.key }),
						one.added.length > 0 && /* @__PURE__ */ a("span", {
							class: "added",
							children: [" + ", one.added.join(", ")]
						}),
						one.removed.length > 0 && /* @__PURE__ */ a("span", {
							class: "removed",
							children: [" − ", one.removed.join(", ")]
						})
					]
				}, one.key)),
				differ.length > 40 && /* @__PURE__ */ a("span", {
					class: "hint",
					children: [
						"and ",
						count(differ.length - 40),
						" more in the CSV file"
					]
				})
			] })),
			/* @__PURE__ */ a("button", {
				onClick: () => remember({
					path: null,
					than: null
				}),
				children: "light nothing"
			})
		]
	});
}
// src/pages/supernet-stage.tsx
/** The network with its tools. Everything that decides the view is in the address. */
function SupernetStage(props) {
	const { net, history } = props;
	const { tree } = net;
	const q = query.value;
	const camera = useSignal(readCamera(query.peek().get("view")));
	const hovered = useSignal(-1);
	const depth = Number(q.get("depth") ?? defaultDepth(tree));
	const flips = q.get("flip") ?? "";
	const open = w(() => {
		const result = openTo(tree, depth);
		for (const id of flips.split(".").filter((part) => part !== "").map(Number)) if (result.has(id)) result.delete(id);
		else if (tree.boxes[id]?.kind === "group") result.add(id);
		result.add(tree.root);
		return result;
	}, [
		tree,
		depth,
		flips
	]);
	const direction = q.get("dir") === "right" ? "right" : "down";
	const scene = w(() => buildScene(tree, open, direction), [
		tree,
		open,
		direction
	]);
	const setOpen = (next) => {
		const base = openTo(tree, depth);
		remember({ flip: tree.boxes.filter((box) => box.kind === "group" && base.has(box.id) !== next.has(box.id)).map((box) => box.id).slice(0, 300).join(".") });
	};
	const toggle = (id) => {
		if (id === tree.root || tree.boxes[id]?.kind !== "group") return;
		const next = new Set(open);
		if (!next.delete(id)) next.add(id);
		keepInPlace(id, next);
		setOpen(next);
		if (next.has(id)) bringIntoView(id, next);
	};
	const keepInPlace = (id, next) => {
		const at = camera.peek();
		const before = scene.items.find((item) => item.box.id === id);
		const after = buildScene(tree, next, direction).items.find((item) => item.box.id === id);
		if (at !== null && before !== void 0 && after !== void 0) camera.value = {
			...at,
			x: at.x + (before.x - after.x) * at.scale,
			y: at.y + (before.y - after.y) * at.scale
		};
	};
	const bringIntoView = (id, next) => {
		const at = camera.peek();
		const item = buildScene(tree, next, direction).items.find((other) => other.box.id === id);
		const stage = document.querySelector(".stage");
		if (at === null || item === void 0 || stage === null) return;
		const [left, top] = [item.x * at.scale + at.x, item.y * at.scale + at.y];
		if (left >= 0 && top >= 0 && left + item.width * at.scale <= stage.clientWidth && top + item.height * at.scale <= stage.clientHeight) return;
		const whole = fit(item, stage.clientWidth, stage.clientHeight, at.scale);
		camera.value = whole.scale >= .4 ? whole : {
			scale: Math.min(at.scale, .6),
			x: 16 - item.x * Math.min(at.scale, .6),
			y: 16 - item.y * Math.min(at.scale, .6)
		};
	};
	const toDepth = (next) => {
		remember({
			depth: String(Math.max(1, next)),
			flip: null
		});
		const area = buildScene(tree, openTo(tree, Math.max(1, next)), direction);
		fitTo(area.width, area.height);
	};
	const fitTo = (width = scene.width, height = scene.height) => {
		const stage = document.querySelector(".stage");
		if (stage !== null) camera.value = fit({
			x: 0,
			y: 0,
			width,
			height
		}, stage.clientWidth, stage.clientHeight);
	};
	const selected = Number(q.get("box") ?? -1);
	const frame = currentFrame(history);
	const wanted = q.get("find") ?? "";
	const found = w(() => search(tree, wanted), [tree, wanted]);
	const lit = w(() => {
		const ids = /* @__PURE__ */ new Set();
		for (const id of found) for (const box of [id]) ids.add(box);
		for (const id of [selected, hovered.value]) {
			const box = tree.boxes[id];
			const choice = box === void 0 ? -1 : box.choice >= 0 ? box.choice : box.candidateOf;
			const places = tree.places[choice] ?? [];
			if (places.length > 0) for (const place of places) ids.add(ancestors(tree, place).find((above) => !open.has(above)) ?? place);
		}
		return ids;
	}, [
		tree,
		found,
		selected,
		hovered.value,
		open
	]);
	const layer = q.get("colour") ?? "weights";
	const costs = net.answer.cost ?? null;
	const against = history === null || !q.has("against") ? null : Math.min(history.steps.length - 1, Math.max(0, Number(q.get("against")) || 0));
	const threshold = Math.min(1, Math.max(0, Number(q.get("over") ?? 0) || 0));
	const colouring = w(() => layerOf(tree, layer, history, frame, costs), [
		tree,
		layer,
		costs,
		...layer !== "decided" && layer !== "lead" ? [] : [history, frame]
	]);
	const heatOf = colouring?.heatOf ?? null;
	const lighting = useLighting(props.run, net, props.taken);
	const path = lighting.lit;
	const palette = useComputed(() => {
		paint$1.value;
		return currentPalette();
	}).value;
	const derived = q.get("keep") === "1";
	const look = w(() => ({
		tree,
		history,
		frame,
		taken: props.taken,
		against,
		colours: net.colours,
		threshold,
		derived,
		lit,
		selected,
		heatOf,
		path,
		palette,
		direction
	}), [
		tree,
		history,
		frame,
		props.taken,
		against,
		net,
		threshold,
		derived,
		lit,
		selected,
		heatOf,
		path,
		palette,
		direction
	]);
	useSignalEffect(() => {
		const at = camera.value;
		if (at !== null && place$2.peek().path[2] === "supernet") remember({ view: writeCamera(at) });
	});
	const show = (id) => {
		const next = new Set(open);
		for (const above of ancestors(tree, id)) next.add(above);
		setOpen(next);
		remember({ box: String(id) });
		const item = buildScene(tree, next, direction).items.find((other) => other.box.id === id);
		const stage = document.querySelector(".stage");
		if (item === void 0 || stage === null) return;
		const scale = Math.max(camera.peek()?.scale ?? 1, .75);
		camera.value = {
			scale,
			x: stage.clientWidth / 2 - (item.x + item.width / 2) * scale,
			y: stage.clientHeight / 2 - (item.y + Math.min(item.height, stage.clientHeight) / 2) * scale
		};
	};
	useKeys((event) => {
		if (event.key === "f") fitTo();
		else if (event.key === "e") toDepth(depth + 1);
		else if (event.key === "c") toDepth(depth - 1);
		else return false;
		return true;
	});
	A(() => {
		document.body.dataset["ready"] = "supernet";
		return () => {
			delete document.body.dataset["ready"];
		};
	}, []);
	const shown = () => {
		const [stage, at] = [document.querySelector(".stage"), camera.peek()];
		return stage === null || at === null ? null : {
			camera: at,
			width: stage.clientWidth,
			height: stage.clientHeight
		};
	};
	const step = history?.steps[frame] ?? 0;
	const most = pathsOf(tree);
	return /* @__PURE__ */ a("div", {
		class: "supernet",
		children: [/* @__PURE__ */ a("section", {
			class: "panel",
			"aria-label": "Supernet",
			onDragOver: (event) => {
				if (event.dataTransfer?.types.includes("Files") === true) event.preventDefault();
			},
			onDrop: (event) => {
				event.preventDefault();
				const file = event.dataTransfer?.files[0];
				if (file !== void 0) takeFileFrom(props.run, file);
			},
			children: [
				/* @__PURE__ */ a("header", { children: [
					/* @__PURE__ */ a("h2", { children: "Supernet" }),
					/* @__PURE__ */ a("span", {
						class: "hint",
						children: [
							count(tree.net.operations.length),
							" operations, ",
							count(tree.net.choices.length),
							" choices; ",
							count(scene.items.length),
							" boxes open"
						]
					}),
					/* @__PURE__ */ a("div", {
						class: "row push",
						children: [
							/* @__PURE__ */ a("input", {
								type: "search",
								"data-search": true,
								placeholder: "find  ( / )",
								style: { width: "130px" },
								"aria-label": "Find boxes by name or type",
								value: wanted,
								onInput: (event) => remember({ find: event.currentTarget.value }),
								onKeyDown: (event) => {
									if (event.key !== "Enter" || found.length === 0) return;
									show(found[(found.indexOf(selected) + 1) % found.length] ?? selected);
								}
							}),
							wanted !== "" && /* @__PURE__ */ a("span", {
								class: "hint",
								role: "status",
								children: [count(found.length), " found; Enter goes on"]
							}),
							/* @__PURE__ */ a("button", {
								onClick: () => toDepth(depth - 1),
								disabled: depth <= 1,
								title: "Close one level (c)",
								children: "− level"
							}),
							/* @__PURE__ */ a("button", {
								onClick: () => toDepth(depth + 1),
								disabled: depth >= most,
								title: "Open one level (e)",
								children: "+ level"
							}),
							/* @__PURE__ */ a("button", {
								onClick: () => toDepth(most),
								children: "all"
							}),
							/* @__PURE__ */ a("button", {
								onClick: () => fitTo(),
								title: "Show everything (f)",
								children: "fit"
							}),
							/* @__PURE__ */ a(PathMenu, {
								run: props.run,
								lighting
							}),
							/* @__PURE__ */ a(ViewMenu, {
								layer,
								costs,
								hasWeights: history !== null,
								direction,
								threshold,
								derived,
								against: against !== null,
								frame,
								turn: (next) => {
									remember({ dir: next });
									const area = buildScene(tree, open, next);
									fitTo(area.width, area.height);
								}
							}),
							/* @__PURE__ */ a(PictureMenu, {
								name: props.name,
								net,
								scene,
								look,
								step,
								view: shown
							})
						]
					})
				] }),
				/* @__PURE__ */ a(GraphView, {
					scene,
					look,
					camera,
					select: (id) => remember({ box: String(id) }),
					toggle,
					hover: (id) => {
						hovered.value = id;
					}
				}),
				/* @__PURE__ */ a("div", {
					style: { padding: "6px 12px" },
					children: [
						colouring === null ? /* @__PURE__ */ a(Legend, {
							names: net.labels,
							colours: net.colours
						}) : /* @__PURE__ */ a(LayerLegend, {
							facts: colouring,
							costs
						}),
						/* @__PURE__ */ a(PathWords, {
							name: props.name,
							net,
							lighting,
							show: (key) => {
								const at = tree.places[tree.net.choices.findIndex((choice) => choice.key === key)]?.[0];
								if (at !== void 0) show(at);
							}
						}),
						history?.kind === "visits" && /* @__PURE__ */ a("div", {
							class: "hint",
							children: "this method draws candidates: the numbers are shares of the last 100 draws or so"
						}),
						against !== null && /* @__PURE__ */ a("div", {
							class: "hint",
							children: [
								"blue: less than at step ",
								count(history?.steps[against] ?? 0),
								"; orange: more"
							]
						})
					]
				}),
				history === null ? /* @__PURE__ */ a("div", {
					class: "timeline hint",
					role: "status",
					children: ["No weights yet. ", props.missing]
				}) : /* @__PURE__ */ a(Timeline, {
					history,
					...props.entropy === void 0 ? {} : {
						spark: props.entropy,
						sparkName: "mean entropy of the choices"
					}
				})
			]
		}), /* @__PURE__ */ a(BoxPanel, {
			net,
			history,
			frame,
			taken: props.taken,
			layer: colouring,
			selected,
			show,
			toggle,
			open
		})]
	});
}
// src/pages/supernet.tsx
function SupernetPage(props) {
	const { source } = props;
	const net = useNet(source.id);
	const answer = useHistory(source.id);
	const history = useHistoryData(answer);
	const health = useHealth(source.id);
	const entropy = useComputed(() => {
		const data = health.value.data;
		const h = history.value;
		return data === null || !data.available || h === null ? void 0 : onSteps(h, data.steps, data.entropy);
	});
	const taken = useTaken(source.id, history.value);
	return /* @__PURE__ */ a(Loaded, {
		of: net.value,
		what: "the network",
		children: (data) => {
			if ("missing" in data) return /* @__PURE__ */ a(Empty, {
				title: "The network of this run is not known.",
				children: [/* @__PURE__ */ a("p", { children: data.missing }), /* @__PURE__ */ a("p", { children: [
					"A search writes it as ",
					/* @__PURE__ */ a("code", { children: "supernet.json" }),
					" when it starts; runs of older versions have none. ",
					/* @__PURE__ */ a("a", {
						href: `#/source/${source.id}/curves`,
						children: "Its curves"
					}),
					" may be there."
				] })]
			});
			const missing = answer.value.data !== null && "missing" in answer.value.data ? answer.value.data.missing : null;
			return /* @__PURE__ */ a($, { children: [
				/* @__PURE__ */ a(Problems, { list: data.answer.notes }),
				answer.value.error !== null && /* @__PURE__ */ a(Problem, { text: answer.value.error }),
				/* @__PURE__ */ a(SupernetStage, {
					run: source.id,
					name: source.name,
					net: data,
					history: history.value,
					missing,
					entropy: entropy.value,
					taken
				}, source.id)
			] });
		}
	});
}
/** The values of one series at the steps of the history: the last not after each. */
function onSteps(history, steps, values) {
	let at = -1;
	return history.steps.map((step) => {
		while (at + 1 < steps.length && (steps[at + 1] ?? Infinity) <= step) at++;
		return at < 0 ? null : values[at] ?? null;
	});
}
// src/pages/source.tsx
function SourcePage(props) {
	const news = movedOf(props.id);
	const listed = source(props.id);
	const detail = useResource(props.id, `${listed?.updatedAt ?? ""}/${listed?.status ?? ""}/${news.resync}`, (_, abort) => getJson(`sources/${encodeURIComponent(props.id)}`, abort));
	A(() => {
		pageTitle.value = detail.value.data?.name ?? listed?.name ?? "";
		pageStatus.value = listed?.status ?? detail.value.data?.status ?? "";
	}, [
		detail.value.data?.name,
		listed?.name,
		listed?.status,
		detail.value.data?.status
	]);
	return /* @__PURE__ */ a(Loaded, {
		of: detail.value,
		what: "the source",
		children: (data) => {
			const merged = listed === void 0 ? data : {
				...data,
				...listed
			};
			const Page = (merged.kind === "run" ? runPages : experimentPages)[props.page];
			return Page === void 0 ? /* @__PURE__ */ a(Empty, {
				title: "There is no such page.",
				children: /* @__PURE__ */ a("a", {
					href: "#/",
					children: "To the list of runs and experiments"
				})
			}) : /* @__PURE__ */ a(Page, {
				source: merged,
				part: props.part
			});
		}
	});
}
var runPages = {
	"": RunPage,
	supernet: SupernetPage,
	alphas: AlphasPage,
	result: ResultPage,
	curves: CurvesPage,
	files: FilesPage
};
var experimentPages = {
	"": ExperimentPage,
	trials: TrialsPage,
	analysis: AnalysisPage,
	compare: TrialComparePage,
	log: LogPage,
	files: FilesPage
};
// src/shell/rail.tsx
var ofRun = [
	{
		page: "",
		text: "Overview"
	},
	{
		page: "supernet",
		text: "Supernet"
	},
	{
		page: "alphas",
		text: "Alphas"
	},
	{
		page: "result",
		text: "Result"
	},
	{
		page: "curves",
		text: "Curves"
	},
	{
		page: "files",
		text: "Files"
	}
];
var ofRetraining = [
	{
		page: "",
		text: "Overview"
	},
	{
		page: "curves",
		text: "Curves"
	},
	{
		page: "result",
		text: "Result"
	},
	{
		page: "files",
		text: "Files"
	}
];
var ofExperiment = [
	{
		page: "",
		text: "Overview"
	},
	{
		page: "trials",
		text: "Trials"
	},
	{
		page: "analysis",
		text: "Analysis"
	},
	{
		page: "compare",
		text: "Compare trials"
	},
	{
		page: "log",
		text: "Log"
	},
	{
		page: "files",
		text: "Files"
	}
];
function Rail(props) {
	const source = sources.value?.items.find((item) => item.id === props.id);
	const entries = source === void 0 ? [] : source.kind === "experiment" ? ofExperiment : source.run?.isSearch === false ? ofRetraining : ofRun;
	const page = place$2.value.path[2] ?? "";
	const others = sources.value?.items.filter((item) => item.id !== props.id).slice(0, 12) ?? [];
	return /* @__PURE__ */ a("nav", {
		class: "rail",
		"aria-label": "Pages",
		children: [
			entries.map((entry) => /* @__PURE__ */ a("a", {
				href: link(entry.page === "" ? ["source", props.id] : [
					"source",
					props.id,
					entry.page
				]),
				"aria-current": page === entry.page ? "page" : void 0,
				children: entry.text
			}, entry.page)),
			/* @__PURE__ */ a("a", {
				href: "#/",
				style: { marginTop: "10px" },
				children: "All runs"
			}),
			source?.kind === "run" && /* @__PURE__ */ a("a", {
				href: link(["compare"], { runs: props.id }),
				children: "Compare …"
			}),
			others.length > 0 && /* @__PURE__ */ a("div", {
				class: "hint",
				style: { padding: "12px 10px 2px" },
				children: "Others"
			}),
			others.map((item) => /* @__PURE__ */ a("a", {
				class: "off",
				href: link(["source", item.id]),
				title: item.path,
				children: item.name
			}, item.id))
		]
	});
}
// src/shell/app.tsx
function App() {
	A(watchKeys, []);
	const { path } = place$2.value;
	const id = path[0] === "source" ? path[1] : void 0;
	A(() => {
		document.title = pageTitle.value === "" ? "NasSharp Board" : `${pageTitle.value} · NasSharp Board`;
	}, [pageTitle.value]);
	return /* @__PURE__ */ a("div", {
		class: id === void 0 ? "shell bare" : "shell",
		children: [
			/* @__PURE__ */ a("a", {
				class: "skip",
				href: "#main",
				onClick: (event) => {
					event.preventDefault();
					document.getElementById("main")?.focus();
				},
				children: "Skip to the content"
			}),
			/* @__PURE__ */ a(TopBar, {}),
			id === void 0 ? /* @__PURE__ */ a("div", { class: "rail" }) : /* @__PURE__ */ a(Rail, { id }),
			/* @__PURE__ */ a("main", {
				class: "main",
				id: "main",
				tabIndex: -1,
				children: /* @__PURE__ */ a(Guarded, { children: /* @__PURE__ */ a(Page, {}) }, path.join("/"))
			}),
			/* @__PURE__ */ a(Help, {})
		]
	});
}
function Page() {
	const { path } = place$2.value;
	if (path.length === 0) return /* @__PURE__ */ a(SourcesPage, {});
	if (path[0] === "source" && path[1] !== void 0) return /* @__PURE__ */ a(SourcePage, {
		id: path[1],
		page: path[2] ?? "",
		part: path[3] ?? ""
	}, path[1]);
	if (path[0] === "compare") return /* @__PURE__ */ a(ComparePage, {});
	return /* @__PURE__ */ a(Empty, {
		title: "There is no such page.",
		children: /* @__PURE__ */ a("a", {
			href: "#/",
			children: "To the list of runs and experiments"
		})
	});
}
/** A defect in one page leaves the way to the others open. */
function Guarded(props) {
	const [error, forget] = O$1();
	if (error === void 0) return /* @__PURE__ */ a($, { children: props.children });
	return /* @__PURE__ */ a("div", { children: [/* @__PURE__ */ a(Problem, { text: `This page cannot be drawn: ${error instanceof Error ? error.message : String(error)}` }), /* @__PURE__ */ a("p", { children: /* @__PURE__ */ a("button", {
		onClick: forget,
		children: "Try again"
	}) })] });
}
// src/main.tsx
watchTheme();
listenToAddress();
startLive();
var root = document.getElementById("app");
if (root !== null) Q(/* @__PURE__ */ a(App, {}), root);

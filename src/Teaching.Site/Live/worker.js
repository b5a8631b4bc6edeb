// The session of one page: .NET in a worker, which runs the cells. It speaks the messages of the session's protocol
// (src/Teaching.Notebooks/Sessions/Protocol/protocol.md) as objects, and adds "progress" while it loads.
const send = self.postMessage.bind(self);

// Cells may reach JavaScript through .NET. What they could ask a server with, or keep something in, is taken away before the first runs;
// the page's policy holds here as well.
const taken = [
  "fetch", "XMLHttpRequest", "WebSocket", "WebSocketStream", "WebTransport", "EventSource", "BroadcastChannel", "SharedWorker", "Worker", "importScripts",
  "indexedDB", "caches", "CacheStorage", "cookieStore", "navigator", "RTCPeerConnection", "Notification", "FontFace", "fonts", "webkitRequestFileSystem", "webkitRequestFileSystemSync",
];

function lock() {
  for (let at = self; at && at !== Object.prototype; at = Object.getPrototypeOf(at))
    for (const name of taken)
      if (Object.getOwnPropertyDescriptor(at, name)?.configurable) delete at[name];
  for (const name of taken)
    try { Object.defineProperty(self, name, { value: undefined, writable: false, configurable: false }); } catch { /* A browser that holds it fast. */ }
}

// What the library has computed for it: a small module of its own that works in the memory of .NET. See src/Teaching.Browser/Kernels.
async function kernels(memory, address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  const { instance } = await WebAssembly.instantiate(await response.arrayBuffer(), { env: { memory, abort: () => { throw new Error("a kernel failed"); } } });
  return instance.exports;
}

// The libraries and .NET itself lie there packed. One that cannot be had ends the session: .NET would wait for it for ever.
async function unpacked(name, address, type) {
  for (let left = 2; ; left--) {
    try {
      const response = await fetch(address + ".gz");
      if (!response.ok) throw new Error(`${response.status} ${response.statusText}`.trim());
      const packed = await response.blob();
      return new Response(packed.stream().pipeThrough(new DecompressionStream("gzip")), { headers: { "content-type": type } });
    } catch (error) {
      if (left) continue;
      send({ type: "ended", message: `${name} could not be loaded (${error.message}). Is the network there?` });
      return new Promise(() => {});
    }
  }
}

async function start() {
  const here = new URL("./", import.meta.url);
  const { dotnet } = await import(new URL("_framework/dotnet.js", here));
  const runtime = await dotnet
    .withModuleConfig({ onDownloadResourceProgress: (loaded, total) => send({ type: "progress", loaded, total }) })
    .withResourceLoader((type, name, address) =>
      type === "assembly" ? unpacked(name, address, "application/octet-stream") : type === "dotnetwasm" ? unpacked(name, address, "application/wasm") : undefined)
    .create();
  const exports = await runtime.getAssemblyExports("Teaching.Browser.dll");
  const page = exports.Teaching.Browser.PageSession;
  const { run } = await kernels(runtime.Module.wasmExports.memory, new URL("kernels.wasm", here));
  runtime.setModuleImports("page", { post: text => send(JSON.parse(text)), compute: run });
  const { resources } = runtime.getConfig();
  const names = [...(resources.coreAssembly ?? []), ...(resources.assembly ?? [])].map(one => one.virtualPath.replace(/\.dll$/, ""));
  const framework = names.filter(name => /^(System|mscorlib$|netstandard$|Microsoft\.CSharp$|Microsoft\.Win32\.Primitives$)/.test(name)
    && !/^System\.Numerics\.Tensors$/.test(name));
  lock();
  await page.Start(framework, names);
  self.onmessage = event => serve(page, event.data).catch(error => send({ type: "ended", message: String(error?.message ?? error) }));
  send({ type: "ready" });
}

async function serve(page, message) {
  switch (message.type) {
    case "execute": return page.Run(message.id, message.code, message.number, message.language ?? null, message.outputLimit);
    case "complete": return page.Complete(message.id, message.code, message.position);
    case "inspect": return page.Inspect(message.id, message.code, message.position);
    case "file": return page.AddFile(message.path, message.content);
  }
}

start().catch(error => send({ type: "ended", message: String(error?.message ?? error) }));

// Runs inside the page: what a web app would do. Each reader keeps its frames as {event, id, data} in the order they came.

/** Defines window.live. Handed to the page as it is, so it may not refer to anything outside of itself. */
export function install() {
  const TYPES = [
    'ready', 'heartbeat', 'resync', 'bye', 'typing',
    'message.created', 'message.deleted', 'read.updated', 'appointment.updated', 'timeline.added', 'review.created',
    'notification.created', 'notification.read', 'me.updated', 'flags.changed',
  ];

  const bearer = (access) => ({ Authorization: `Bearer ${access}` });

  const parsed = (block) => {
    const frame = {};
    for (const line of block.split('\n')) {
      const at = line.indexOf(': ');
      frame[line.slice(0, at)] = line.slice(at + 2);
    }
    return { event: frame.event, id: frame.id ?? '', data: JSON.parse(frame.data) };
  };

  window.live = {
    readers: {},

    async ticket(access) {
      const response = await fetch('/api/v1/stream/tickets/', { method: 'POST', headers: bearer(access) });
      return (await response.json()).ticket;
    },

    /** The browser's own EventSource. */
    listen(name, url) {
      const source = new EventSource(url);
      const reader = { frames: [], errors: 0, state: () => source.readyState, stop: () => source.close() };
      for (const type of TYPES) {
        source.addEventListener(type, ({ data, lastEventId }) =>
          reader.frames.push({ event: type, id: lastEventId, data: JSON.parse(data) }));
      }
      source.addEventListener('error', () => (reader.errors += 1));
      this.readers[name] = reader;
    },

    /** A fetch whose body is read piece by piece. */
    async read(name, url, access, cursor) {
      const abort = new AbortController();
      const headers = cursor ? { ...bearer(access), 'Last-Event-ID': cursor } : bearer(access);
      const response = await fetch(url, { headers, signal: abort.signal });
      const reader = { frames: [], status: response.status, failure: null, stop: () => abort.abort() };
      this.readers[name] = reader;
      this.pump(response.body, reader).catch((failure) => (reader.failure = failure.name));
    },

    async pump(body, reader) {
      const pieces = body.pipeThrough(new TextDecoderStream()).getReader();
      let text = '';
      for (let piece = await pieces.read(); !piece.done; piece = await pieces.read()) {
        const blocks = (text + piece.value).split('\n\n');
        text = blocks.pop();
        reader.frames.push(...blocks.map(parsed));
      }
    },
  };
}

// The data as they stand in the file: each sentence once, lists of records as tables, and compressed where they are many.

const OLD = "This browser cannot unpack the page: it needs Chrome or Edge 80, Firefox 113, Safari 16.4 or later. "
  + "“graphbuild page --plain” writes the page without compression.";

async function readData() {
  const block = byId("data");
  if (!("packed" in block.dataset)) return unpack(JSON.parse(block.textContent));
  if (typeof DecompressionStream === "undefined") {
    byId("opening").textContent = OLD;
    throw new Error(OLD);
  }
  const packed = bytes(block.textContent);
  block.textContent = ""; // the text of a large page is not held twice
  return unpack(JSON.parse(await inflated(packed)));
}

// Piece by piece within this process: a Blob's stream would travel through another one, and wait for it each time.
async function inflated(packed) {
  const { readable, writable } = new DecompressionStream("deflate");
  const writer = writable.getWriter();
  writer.write(packed);
  writer.close();
  const decoder = new TextDecoder();
  const reader = readable.getReader();
  const parts = [];
  for (let next = await reader.read(); !next.done; next = await reader.read()) parts.push(decoder.decode(next.value, { stream: true }));
  return parts.join("");
}

function bytes(base64) {
  const text = atob(base64);
  const found = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) found[at] = text.charCodeAt(at);
  return found;
}

// A piece of evidence; its sentence is cut into pieces when somebody wants to see it.
class EvidenceItem {
  get parts() {
    let at = 0;
    return this.cuts.map(([length, roles]) => (typeof length === "string" ? [length, roles] : [this.text.slice(at, (at += length)), roles]));
  }
  get text() {
    return this.sentences[this.sentence];
  }
}

function unpack(data) {
  const { sentences } = data;
  Object.defineProperty(EvidenceItem.prototype, "sentences", { value: sentences, configurable: true });
  const evidence = records(data.evidence, () => new EvidenceItem());
  let taken = 0;
  const links = records(data.links, () => ({}));
  for (const link of links) link.evidence = evidence.slice(taken, (taken += link.evidence));
  return { ...data, evidence: null, actors: records(data.actors, () => ({})), links };
}

function records({ keys, rows }, make) {
  return rows.map((row) => {
    const record = make();
    for (let k = 0; k < keys.length; k++) record[keys[k]] = row[k];
    return record;
  });
}

/** Two soft tones. Nothing where the reader has not touched the page yet: browsers keep it quiet until then. */
export function chime() {
  if (!navigator.userActivation?.hasBeenActive) {
    return;
  }
  const context = new AudioContext();
  [659.25, 880].forEach((frequency, at) => {
    const start = context.currentTime + at * 0.14;
    const tone = new OscillatorNode(context, { type: 'sine', frequency });
    const volume = new GainNode(context, { gain: 0 });
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(0.12, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.5);
    tone.connect(volume).connect(context.destination);
    tone.start(start);
    tone.stop(start + 0.55);
    tone.onended = () => at === 1 && void context.close();
  });
}

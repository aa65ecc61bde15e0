/** A drawing that stands for a photograph, as PNG bytes. */
export async function picture(hue: number, side = 512): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext("2d");
  if (context) {
    const sky = context.createLinearGradient(0, 0, side, side);
    sky.addColorStop(0, `hsl(${hue} 55% 80%)`);
    sky.addColorStop(1, `hsl(${hue + 40} 45% 45%)`);
    context.fillStyle = sky;
    context.fillRect(0, 0, side, side);
    context.fillStyle = `hsl(${hue + 20} 45% 92%)`;
    context.beginPath();
    context.arc(side * 0.5, side * 0.48, side * 0.2, 0, Math.PI * 2);
    context.fill();
    context.fillStyle = `hsl(${hue} 30% 30% / 0.55)`;
    context.fillRect(0, side * 0.76, side, side * 0.24);
  }
  const blob = await canvas.convertToBlob({ type: "image/png" });
  return new Uint8Array(await blob.arrayBuffer());
}

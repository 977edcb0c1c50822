/** An SVG image as an address that carries its own data, safe within a Markdown link. */
export function imageData(svg: string): string {
  // Parentheses and quotes of the SVG would end the link.
  const data = encodeURIComponent(svg).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`);
  return `data:image/svg+xml,${data}`;
}

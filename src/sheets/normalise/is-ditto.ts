const ditto =
  /^[-—–~\s]*(?:["〃″”“〞〟‶＂]{1,4}|['‘’]{2}|(?:同上|同前|如上|上同|同左|同上行|同上一行|〃)+)[-—–~\s。.]*$/;

/** True for 同上, 〃, ″ and the quotes people type for them. */
export function isDitto(text: string): boolean {
  return text.length <= 12 && ditto.test(text.replace(/\s+/g, ''));
}

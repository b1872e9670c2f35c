export { findBrowser, openBrowser, type BrowserOptions, type PortalBrowser } from './browser.ts';
export type { BrowserChannel } from './browser-places.ts';

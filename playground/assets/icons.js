// The page's own line icons, drawn on a 24 by 24 grid.

const PATHS = {
  channel: 'M9 4 7 20M17 4l-2 16M4 9h16M4 15h16',
  thread: 'M6 4v10a3 3 0 0 0 3 3h9M14 13l4 4-4 4',
  forum: 'M4 5h16v10H10l-4 4v-4H4z',
  voice: 'M5 10v4h3l5 4V6l-5 4zM17 9a4 4 0 0 1 0 6',
  message: 'M4 5h16v11H9l-5 4z',
  menu: 'M4 7h16M4 12h16M4 17h16',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  react: 'M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18M8.500 14.500a4 4 0 0 0 7 0M9 9.500h.01M15 9.500h.01',
  reply: 'M10 6 4 12l6 6M4 12h10a6 6 0 0 1 6 6',
  close: 'M6 6l12 12M18 6 6 18',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 3v2M12 19v2M3 12h2M19 12h2M5.600 5.600 7 7M17 17l1.400 1.400M18.400 5.600 17 7M7 17l-1.400 1.400',
  moon: 'M19 14.500A8 8 0 0 1 9.500 5 8 8 0 1 0 19 14.500z',
  traffic: 'M3 12h4l3-7 4 14 3-7h4',
  send: 'M4 12 20 5l-5 15-4-6z',
  eye: 'M3 12s3.500-6 9-6 9 6 9 6-3.500 6-9 6-9-6-9-6M12 10a2 2 0 1 0 0 4 2 2 0 0 0 0-4',
  down: 'M6 9l6 6 6-6',
  file: 'M7 3h7l4 4v14H7zM14 3v4h4',
  lock: 'M6 11h12v9H6zM9 11V8a3 3 0 0 1 6 0v3',
  pin: 'M9 4h6l-1 7 3 3H7l3-3zM12 14v7',
};

const SVG = 'http://www.w3.org/2000/svg';

/** An icon that screen readers pass over: its control carries the label. */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', `icon icon-${name}`);
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}

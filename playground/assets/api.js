// Calls to the playground's control interface. Every failure becomes an `ApiError` whose message can be shown.

export class ApiError extends Error {}

async function request(method, path, body) {
  let response;
  try {
    response = await fetch(`/playground${path}`, {
      method,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new ApiError('The playground does not answer. Is it still running?');
  }
  const text = await response.text();
  let answer = null;
  try {
    answer = text ? JSON.parse(text) : null;
  } catch {
    // An answer that is not JSON is only worth its status.
  }
  if (!response.ok) throw new ApiError(answer?.error ?? `The playground answered ${response.status} to ${method} ${path}.`);
  return answer;
}

const query = (parameters) => {
  const search = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined));
  return search.size ? `?${search}` : '';
};

export const api = {
  state: (as) => request('GET', `/state${query({ as })}`),
  messages: (channel, as, before) => request('GET', `/channels/${channel}/messages${query({ as, before })}`),
  act: (action) => request('POST', '/act', action),
  interaction: (id) => request('GET', `/interactions/${id}`),
  shape: (change) => request('POST', '/shape', change),
  traffic: (since) => request('GET', `/traffic${query({ since })}`),
  counters: () => request('GET', '/counters'),
  addFault: (fault) => request('POST', '/faults', fault),
  clearFault: (id) => request('DELETE', `/faults/${id}`),
  clearFaults: () => request('DELETE', '/faults'),
  eventsAddress: (as) => `/playground/events${query({ as })}`,
};

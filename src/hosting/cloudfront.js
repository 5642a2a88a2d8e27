// Made by `minutebook hosting s3`; make it anew when settings have changed. A function of CloudFront (runtime 2.0) for a bucket that
// holds the site, to be called at `viewer-request` and at `viewer-response`. Its key value store has the old addresses, as
// `minutebook hosting s3 --file cloudfront-redirects.json` prints them.
import cf from 'cloudfront';

const always = ALWAYS;
const folders = FOLDERS;
const store = cf.kvs();

async function found(path) {
	try {
		return await store.get(path);
	} catch (missing) {
		return null;
	}
}

function redirected(location) {
	return {statusCode: 301, statusDescription: 'Moved Permanently', headers: {location: {value: location}}};
}

async function answered(path, response) {
	const folder = Object.keys(folders).find(folder => path.startsWith(folder));
	const headers = Object.assign({}, always, folder ? folders[folder] : {});
	for (const name of Object.keys(headers)) response.headers[name] = {value: headers[name]};
	const page = path.endsWith('/INDEX') ? path.slice(0, -'INDEX'.length) : path;
	if (response.statusCode === 200 && (await found(page)) === 'GONE') {
		response.statusCode = 410;
		response.statusDescription = 'Gone';
	}
	return response;
}

async function handler(event) {
	const request = event.request;
	let path = request.uri;
	try {
		path = decodeURIComponent(request.uri);
	} catch (unreadable) {
		// It is looked up as it was asked for.
	}
	if (event.context.eventType === 'viewer-response') return answered(path, event.response);
	if (path.startsWith(PRIVATE)) return {statusCode: 404, statusDescription: 'Not Found'};
	const to = await found(path);
	if (to && to !== 'GONE') return redirected(to);
	const name = path.split('/').pop();
	if (name === '') request.uri += 'INDEX';
	else if (!name.includes('.') && name !== 'SUMS' && !path.startsWith(FILES)) return redirected(request.uri + '/');
	return request;
}

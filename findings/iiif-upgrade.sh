#!/usr/bin/env bash
# Libraries show scanned minutes through IIIF: a manifest names the pages, the licence and the words on each page. Most manifests are of version 2, and viewers and collections that
# know version 3 alone turn them into it with `upgrade` of @iiif/parser. The licence, `license`, is expected as `rights`, or among the metadata if it is of neither Creative Commons
# nor RightsStatements.org. It is dropped, whichever it is, so that nobody may tell that the minutes are in the public domain. The words, `chars` of an annotation, are expected as
# the `value` of a `TextualBody`, where version 3 has them. They stay in `chars`, of a body of the type `Text` that has an address on a host of examples, so that a viewer
# has no words to show and a search none to find. The page in `related` becomes that of a provider without a name. Nothing is reported; labels, dates
# and pages are right. Set `rights` oneself, and rewrite the bodies that have `chars`.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

npm_packages @iiif/parser@2.2.10

cat > "$work/upgrade.js" <<'JS'
import {upgrade} from '@iiif/parser/upgrader'

const [what, license] = process.argv.slice(2)
const address = 'https://library.example/minutes/1'
const manifest = upgrade({
    '@context': 'http://iiif.io/api/presentation/2/context.json', '@id': `${address}/manifest.json`, '@type': 'sc:Manifest',
    label: [{'@value': 'Minutes', '@language': 'en'}, {'@value': '議事錄', '@language': 'zh-Hant'}], navDate: '1924-03-11T00:00:00Z',
    metadata: [{label: 'Chair', value: 'Ann Vale'}], ...license && {license},
    related: {'@id': `${address}.html`, format: 'text/html', label: 'The record'},
    sequences: [{'@type': 'sc:Sequence', canvases: [{
        '@id': `${address}/page1`, '@type': 'sc:Canvas', label: '1', height: 1000, width: 800,
        images: [{'@type': 'oa:Annotation', motivation: 'sc:painting', on: `${address}/page1`,
            resource: {'@id': `${address}/page1.jpg`, '@type': 'dctypes:Image', format: 'image/jpeg', height: 1000, width: 800}}],
        otherContent: [{'@id': `${address}/words1`, '@type': 'sc:AnnotationList', resources: [{
            '@id': `${address}/words1/a1`, '@type': 'oa:Annotation', motivation: 'oa:commenting', on: `${address}/page1#xywh=1,2,3,4`,
            resource: {'@type': 'cnt:ContentAsText', chars: 'The motion was lost.', format: 'text/plain', language: 'en'}}]}],
    }]}],
})
const body = manifest.items[0].annotations[0].items[0].body
const answers = {
    label: () => JSON.stringify(manifest.label),
    licence: () => `rights ${manifest.rights}, metadata ${manifest.metadata.map(entry => entry.label.none[0]).join(', ')}`,
    words: () => `${body.type} with value ${body.value} and chars ${body.chars}`,
    address: () => body.id.replace(/\d+$/, ''),
    related: () => `provider ${JSON.stringify(manifest.provider[0].label)}, homepage ${manifest.homepage}`,
}
console.log(answers[what]())
JS
upgraded() { (cd "$work" && node upgrade.js "$@"); }

expected '{"en":["Minutes"],"zh-Hant":["議事錄"]}'
sees "label" '{"en":["Minutes"],"zh-Hant":["議事錄"]}' "$(upgraded label)"
expected "rights with the address, or metadata with the licence"
for licence in http://creativecommons.org/publicdomain/zero/1.0/ https://creativecommons.org/licenses/by/4.0/ http://rightsstatements.org/vocab/NoC-US/1.0/ \
    https://library.example/licence; do
    sees "licence $licence" "rights undefined, metadata Chair" "$(upgraded licence "$licence")"
done
expected "TextualBody with value The motion was lost."
sees "words on the page" "Text with value undefined and chars The motion was lost." "$(upgraded words)"
sees "address of the words, which had none" "http://example.org/cnt:ContentAsText/" "$(upgraded address)"
expected "homepage with the address of the record"
sees "page of the record" 'provider {"none":[""]}, homepage undefined' "$(upgraded related)"

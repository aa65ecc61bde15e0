const places = `
Where images go (-o):
  nothing        the current folder, named after the prompt, with a number where a name is taken
  fox.jpg        that file; refused where it exists, unless --overwrite
  foxes/         that folder, and nothing but images in it
  "{id}-{hash}"  a template of {id} (the prompt as a name), {index}, {model}, {hash} (of the image)
  The extension follows what the image really is.
`;

export const generateExamples = `
Examples:
  $ seedkit generate "a lighthouse in fog"
  $ seedkit generate "a lighthouse in fog" --emulator           no key, no bill
  $ seedkit generate "the same room at night" --image-input room.jpg -o night.jpg
  $ seedkit generate "a fern, botanical print" --count 4 -o "ferns/{id}-{index}" --max-cost 0.20
  $ seedkit generate --prompt-file prompt.txt --size 4K --aspect-ratio 16:9 --json
${places}
Exit codes: 1 could not be saved, 2 refused as asked, 3 no or wrong key, 4 no credits or over
--max-cost, 5 rate limit, 6 the service failed, 7 the network failed, 8 took too long, 130 cancelled.
`;

export const planExamples = `
Examples:
  $ seedkit plan "a lighthouse in fog" --size 4K
  $ seedkit plan "a fern" --count 4 --max-cost 0.20 --json

Nothing is sent and no key is needed: what generate would refuse before sending, plan refuses too.
`;

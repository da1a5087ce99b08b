import { vocabulary } from './list.ts';

/** Fields that several topics have in common: who writes about bread and who writes about coffee both have a kettle. */
export const KITCHEN = vocabulary(
  `kettle, oven, bowl, recipe, spoon, knife/knives, tray, sugar/sugars, scale, filter, timer, jar, lid, pan, counter, cup,
  fridge, towel, bottle, flavour, ingredient, taste, breakfast, portion, thermometer, cupboard, sink, apron, whisk, ladle`,
  `taste, pour, mix, heat, cool, weigh, stir, boil, serve, rinse, chop, season, chill, freeze/froze, melt, strain`,
  `hot, cold, fresh, sweet, salty, warm, bitter, dry, burnt, delicious, bland, homemade, creamy, stale, crunchy, greasy`,
);
export const GROWING = vocabulary(
  `plant, leaf/leaves, pot, seed, root, soil, stem, flower, branch/branches, water, bug, fertiliser, cutting, seedling,
  light, bucket, glove, mould, sprout, bud, petal, moss/mosses, drainage, gravel, shade, bulb, hedge, pollen`,
  `water, plant, grow/grew, cut/cut, feed/fed, pot, trim, spray, dig/dug, rotate, soak, shade, uproot, transplant`,
  `green, healthy, dead, wet, dry, tall, yellow, brown, leafy, fragrant, soggy, wild, hardy, tropical, shady, overgrown`,
);
export const OUTDOORS = vocabulary(
  `trail, route, hill, weather, jacket, rain/rains, backpack, map, river, view, forest, wind, sunset, valley, boot, lake,
  tent, path, mountain, cloud, bridge, puddle, coast, meadow, ridge, fence, signpost, torch/torches, blanket, horizon`,
  `follow, cross, climb, reach, pass, walk, explore, pack, leave/left, descend, navigate, wander, shelter, detour`,
  `windy, muddy, steep, cold, remote, scenic, sunny, rainy, icy, foggy, rocky, dark, humid, quiet, waterproof, breathless`,
);
export const WORKSHOP = vocabulary(
  `tool, screw, drill, hammer, bench/benches, bolt, blade, glue, wood, sandpaper, clamp, wrench/wrenches, handle, hinge,
  nail, wire, oil, vice, socket, bracket, washer, plank, paint, brush/brushes, spring, rag, workbench/workbenches, rivet`,
  `cut/cut, drill, sand, glue, tighten, loosen, paint, bend/bent, grease, clamp, sharpen, dismantle, file, hammer, weld`,
  `sharp, loose, tight, smooth, rusty, straight, wooden, bent, worn, stiff, sturdy, wobbly, metal, dull, crooked, level`,
);
export const ELECTRIC = vocabulary(
  `cable, battery/batteries, switch/switches, board, sensor, speaker, charger, plug, motor, lamp, computer, software, chip,
  keyboard, code, update, driver, port, circuit, voltage, resistor, fuse, firmware, display, remote, printer, router, fan`,
  `plug, charge, install, connect, update, solder, programme, download, disconnect, debug, reset/reset, power, wire, scan`,
  `electric, digital, wireless, noisy, dead, compatible, analog, buggy, bright, dim, modern, silent, portable, overheated`,
);
export const PLAYING = vocabulary(
  `game, player, rule, score, match/matches, team, turn, round, club, opponent, strategy/strategies, tournament, beginner,
  move, win, card, coach/coaches, league, practice, rating, champion, referee, rematch/rematches, trophy/trophies, tie`,
  `play, win/won, lose/lost, beat/beat, teach/taught, practise, train, lead/led, attack, defend, score, challenge, bluff`,
  `competitive, casual, fair, fun, tense, random, aggressive, defensive, clever, tactical, friendly, unbeatable, tough`,
);
export const ARTS = vocabulary(
  `picture, colour, paper, frame, style, song, line, shape, sketch/sketches, page, album, artist, portrait, print, pencil,
  background, gallery/galleries, exhibition, texture, contrast, melody/melodies, rhythm, canvas/canvases, scene, chapter`,
  `draw/drew, print, frame, colour, scan, sketch, write/wrote, read/read, publish, crop, compose, illustrate, perform`,
  `beautiful, colourful, blurry, dark, bright, abstract, creative, dramatic, vintage, realistic, faded, elegant, moody`,
);
export const CREATURES = vocabulary(
  `animal, bird, nest, cat, dog, feather, egg, fish/fish, cage, bowl, food, vet, tail, insect, wing, habitat, species/species,
  claw, beak, squirrel, fox/foxes, hedgehog, owl, spider, frog, snail, beetle, rabbit, mouse/mice, predator`,
  `feed/fed, watch, catch/caught, train, rescue, spot, hear/heard, chase, pet, groom, adopt, startle, tame, attract`,
  `wild, tame, hungry, shy, curious, noisy, friendly, rare, playful, sleepy, nocturnal, timid, furry, aggressive, tiny`,
);
export const HOME = vocabulary(
  `house, room, wall, window, floor, kitchen, door, chair, sofa, ceiling, carpet, curtain, lamp, bed, roof, radiator, stairs/stairs,
  tile, mirror, bathroom, bookcase, cushion, pipe, boiler, tap, wardrobe, insulation, doorbell, fireplace, chimney`,
  `clean, paint, decorate, heat, hang/hung, rent, renovate, insulate, furnish, declutter, vacuum, wash, repair, measure`,
  `cosy, warm, damp, spacious, cramped, bright, tidy, draughty, dusty, rented, bare, comfortable, modern, noisy, shared`,
);
export const BODY = vocabulary(
  `back, leg, shoulder, sleep/sleep, muscle, knee, breath, heart, pace, stretch/stretches, workout, injury/injuries, shoe,
  ankle, posture, warmup, coach/coaches, doctor, wrist, hip, rest/rest, headache, diet, stamina, blister, elbow, balance`,
  `stretch, run/ran, lift, rest, hurt/hurt, train, breathe, strain, bend/bent, push, pull, twist, lower, raise, relax`,
  `sore, strong, tired, stiff, fit, painful, weak, healthy, slow, steady, exhausted, sweaty, flexible, swollen, rested`,
);

import { ARTS, ELECTRIC, GROWING, HOME, KITCHEN, PLAYING, CREATURES, WORKSHOP } from './fields.ts';
import { vocabulary, type Topic } from './list.ts';

export const INDOORS: readonly Topic[] = [
  {
    subreddit: 'homebread',
    own: vocabulary(
      `loaf/loaves, starter, dough, crust, flour, crumb, baguette, oven, sourdough, yeast, focaccia, basket, scraper, rye,
      bun, bagel, brioche, ciabatta, baking stone, dutch oven, pretzel, flatbread, sponge, gluten, levain, bakery/bakeries,
      pizza, tin, hydration, bubble, slice, sandwich/sandwiches, oat, semolina, spelt, malt, bran, couche`,
      `bake, knead, proof, fold, shape, score, ferment, slice, toast, preheat, braid, dust, chill, steam, laminate`,
      `sour, dense, airy, crusty, golden, sticky, underproofed, overproofed, chewy, gummy, rustic, seeded, stretchy, floury`,
    ),
    fields: [KITCHEN, HOME],
  },
  {
    subreddit: 'quietcoffee',
    own: vocabulary(
      `coffee, grinder, bean, espresso, roast, shot, brew, grind, machine, milk, crema, mug, roaster, basket, pour over,
      moka pot, portafilter, tamper, foam, carafe, press/presses, latte, blend, origin, caffeine, gooseneck, puck, boiler,
      dripper, aroma, acidity, cortado, decaf, chicory, ristretto, dose, extraction, knock box/knock boxes, percolator`,
      `brew, grind/ground, roast, tamp, steam, sip, froth, dial, descale, bloom, dose, extract, purge, filter, percolate`,
      `bitter, fruity, watery, sour, balanced, syrupy, nutty, smoky, floral, coarse, fine, acidic, roasted, lukewarm, muddy`,
    ),
    fields: [KITCHEN, ELECTRIC],
  },
  {
    subreddit: 'windowplants',
    own: vocabulary(
      `monstera, pothos/pothos, leaf/leaves, windowsill, orchid, fern, cactus/cacti, humidity/humidity, succulent, philodendron, vine, grow light,
      watering can, terrarium, repotting, gnat, mealybug, node, ivy/ivies, begonia, calathea, palm, rubber tree, spider plant,
      snake plant, saucer, perlite, sphagnum, trellis/trellises, aroid, bonsai, fungus/fungi, variegation, root ball, mist`,
      `repot, prune, propagate, mist, fertilise, root, dust, stake, quarantine, overwater, divide, acclimate, neglect, wipe`,
      `leggy, droopy, variegated, rootbound, thriving, crispy, yellowing, glossy, thirsty, dormant, waxy, sunburnt, wilted`,
    ),
    fields: [GROWING, HOME],
  },
  {
    subreddit: 'clackykeys',
    own: vocabulary(
      `keyboard, keycap, switch/switches, stabiliser, layout, case, plate, spacebar, board, spring, kit, foam, artisan, lube,
      hotswap, macro, desk mat, switch puller, soldering iron, barebone, numpad, housing, diode, encoder, profile, legend,
      wrist rest, gasket, polycarbonate, coiled cable, typist, modifier, keystroke, actuation, backlight, underglow`,
      `type, lube, solder, flash, mod, desolder, remap, swap, tune, programme, assemble, tape, clip, bind/bound, stockpile`,
      `tactile, clicky, linear, thocky, scratchy, rattly, mechanical, wobbly, split, ergonomic, compact, ortholinear, mushy`,
    ),
    fields: [ELECTRIC, WORKSHOP],
  },
  {
    subreddit: 'tablegames',
    own: vocabulary(
      `board game, expansion, die/dice, token, meeple, deck, box/boxes, insert, tile, campaign, draft, engine, rulebook, solo mode,
      sleeve, miniature, auction, dungeon, scenario, worker, resource, villain, dealer, hand, coin, puzzle, trade, ally/allies,
      faction, setup, theme, mechanic, hex/hexes, standee, marker, score pad, game night, publisher, legacy, quest`,
      `draft, bluff, trade, shuffle, roll, bid/bid, deal/dealt, teach/taught, sleeve, punch, unlock, explore, betray, negotiate`,
      `cooperative, competitive, fiddly, swingy, cutthroat, replayable, thematic, abstract, deep, asymmetric, tense`,
    ),
    fields: [PLAYING, ARTS],
  },
  {
    subreddit: 'clubchess',
    own: vocabulary(
      `opening, endgame, knight, bishop, pawn, rook, queen, king, blunder, tactic, gambit, position, piece, clock, defence,
      sacrifice, checkmate, fork, pin, draw, stalemate, blitz/blitz, file, rank, castle, exchange, variation, analysis/analyses,
      engine, grandmaster, puzzle, outpost, zugzwang, skewer, score sheet, initiative, middlegame, tempo, diagonal, promotion`,
      `castle, calculate, blunder, sacrifice, attack, resign, trade, develop, promote, analyse, capture, exchange, fork, pin`,
      `drawish, cramped, passive, winning, lost, unclear, positional, solid, closed, sharp, isolated, doubled, crushing`,
    ),
    fields: [PLAYING, ELECTRIC],
  },
  {
    subreddit: 'cozyknits',
    own: vocabulary(
      `yarn, needle, sweater, scarf/scarves, stitch/stitches, pattern, sock, hat, cardigan, wool, gauge, hook, skein, shawl, row,
      sleeve, mitten, button, blanket, loop, cable needle, cast on, swatch/swatches, merino, collar, cuff, hem, knot, thread,
      lace, spindle, mohair, crochet hook, tension, stash/stashes, neckline, ribbing, yoke, fringe, pompom, bobbin`,
      `knit, crochet, block, unravel, stitch, wind/wound, darn, felt, spin/spun, dye, sew, weave/wove, swatch, frog, embroider`,
      `woolly, itchy, fluffy, chunky, soft, tangled, striped, handspun, stretchy, lacy, scratchy, felted, oversized, snug`,
    ),
    fields: [ARTS, HOME],
  },
  {
    subreddit: 'quietaquarium',
    own: vocabulary(
      `tank, fish/fish, filter, shrimp/shrimp, heater, snail, algae/algae, guppy/guppies, betta, tetra, cichlid, substrate, pump, nitrate,
      ammonia, aquarium, plankton, driftwood, pebble, siphon, cycle, pleco, airstone, canister, test kit, flake, goldfish/goldfish,
      anubias/anubias, duckweed, java fern, salinity, carbon, fry/fry, net, tankmate, stand, lid, bacteria, corydoras, hardscape`,
      `cycle, feed/fed, siphon, quarantine, stock, aquascape, breed/bred, dechlorinate, test, overfeed/overfed, restock, net, acclimate`,
      `cloudy, planted, aquatic, cycled, murky, stressed, bloated, tropical, schooling, brackish, freshwater, overstocked, finned`,
    ),
    fields: [CREATURES, GROWING],
  },
  {
    subreddit: 'frontporchband',
    own: vocabulary(
      `guitar, chord, string, amp, pedal, riff, bass/basses, drum, song, solo, fret, tuner, scale, band, pickup, strap, capo, metronome,
      verse, chorus/choruses, ukulele, piano, bridge, microphone, demo, rehearsal, setlist, reverb, distortion, tremolo, neck,
      nut, barre, cymbal, snare, harmonica, synth, sampler, busker, tablature, arpeggio, octave, encore, groove`,
      `strum, tune, record, rehearse, pluck, improvise, restring/restrung, sing/sang, mix, loop, amplify, transpose, jam, harmonise`,
      `acoustic, electric, flat, distorted, catchy, muffled, twangy, offbeat, bluesy, melodic, muted, rhythmic, punchy, unplugged`,
    ),
    fields: [ARTS, ELECTRIC],
  },
];

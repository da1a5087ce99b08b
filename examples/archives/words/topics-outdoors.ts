import { ARTS, BODY, CREATURES, ELECTRIC, GROWING, HOME, KITCHEN, OUTDOORS, PLAYING, WORKSHOP } from './fields.ts';
import { vocabulary, type Topic } from './list.ts';

export const OUTDOORS_AND_MAKING: readonly Topic[] = [
  {
    subreddit: 'slowcycling',
    own: vocabulary(
      `bike, wheel, saddle, tyre, chain, commute, brake, frame, pedal, helmet, gear, ride, handlebar, rim, hub, spoke, pump,
      cassette, derailleur, pannier, bottom bracket, puncture, crank, fork, mudguard, tube, bell, lock, rack, kickstand,
      torque wrench/torque wrenches, headset, cyclist, bike lane, gravel bike, tandem, multitool, sealant, shifter, jersey`,
      `ride/rode, pedal, shift, commute, true, inflate, brake, patch, overtake/overtook, coast, lube, grease, service, lock`,
      `squeaky, tubeless, flat, upright, aerodynamic, geared, vintage, chunky, reflective, hilly, worn, bumpy, folding, rigid`,
    ),
    fields: [OUTDOORS, WORKSHOP, BODY],
  },
  {
    subreddit: 'longtrails',
    own: vocabulary(
      `hike, summit, tent, boot, pack, pole, campsite, stove, ranger, hut, sleeping bag, switchback, quilt, permit, blister,
      ridge, water filter, glacier, canyon, waterfall, headlamp, campfire, crossing, scree/scree, cairn, trailhead, hammock,
      mosquito/mosquitoes, compass/compasses, gaiter, tarp, snack, bear canister, pass/passes, shuttle, resupply/resupplies, hiker, raincoat, elevation`,
      `hike, camp, summit, scramble, pitch, filter, hitchhike, traverse, trek, unpack, forage, ration, bushwhack, trespass`,
      `exposed, soaked, blistered, alpine, ultralight, freezing, snowy, breathtaking, slippery, overnight, rugged, marked, buggy`,
    ),
    fields: [OUTDOORS, BODY],
  },
  {
    subreddit: 'allotment',
    own: vocabulary(
      `tomato/tomatoes, compost/compost, bed, bean, potato/potatoes, slug, garlic/garlic, onion, courgette, pea, wheelbarrow, greenhouse, weed, mulch, pumpkin,
      carrot, polytunnel, spade, trowel, rhubarb/rhubarb, strawberry/strawberries, harvest, plot, hose, frost, cabbage, beetroot, leek, aphid,
      lettuce, cloche, manure, rake, raspberry/raspberries, pigeon, netting, cucumber, radish/radishes, squash/squashes, kale, parsnip, sprinkler`,
      `sow, weed, harvest, mulch, dig/dug, thin, compost, hoe, prune, fertilise, net, germinate, stake, turn, pickle`,
      `ripe, bolted, fertile, waterlogged, blighted, frosty, organic, raised, rotten, bumper, juicy, stunted, sprouting, weedy`,
    ),
    fields: [GROWING, KITCHEN, CREATURES],
  },
  {
    subreddit: 'backyardsky',
    own: vocabulary(
      `telescope, star, moon, galaxy/galaxies, nebula, eyepiece, planet, mount, lens/lenses, comet, cluster, crater, eclipse, tripod, meteor,
      binocular, constellation, mirror, finder, dew heater, star chart, satellite, reflector, refractor, aperture, exposure,
      camera, polar scope, aurora, orbit, supernova, dark site, guiding, sunspot, transit, magnitude, collimator, zenith`,
      `observe, stargaze, collimate, stack, track, align, focus, image, locate, magnify, photograph, point, calibrate, glimpse`,
      `faint, hazy, crisp, overexposed, turbulent, starry, lunar, celestial, moonless, cloudless, dim, distant, blurry, dewy`,
    ),
    fields: [OUTDOORS, ELECTRIC, ARTS],
  },
  {
    subreddit: 'handjoinery',
    own: vocabulary(
      `board, chisel, plane, joint, walnut, oak, saw, bench/benches, dovetail, pine, table, finish/finishes, drawer, mortise, tenon, grain, lathe,
      mallet, workbench/workbenches, router, maple, veneer, dowel, plywood, cabinet, stool, varnish/varnishes, splinter, shaving, marking gauge,
      sawdust, cherry, rasp, honing stone, offcut, bevel, knot, leg, panel, rocking chair, jig, sawhorse, shellac`,
      `plane, sand, chisel, carve, saw, join, stain, varnish, clamp, hone, turn, veneer, rout, laminate, whittle`,
      `warped, flush, splintered, square, knotty, figured, oiled, rough, quartersawn, solid, hollow, tapered, unfinished`,
    ),
    fields: [WORKSHOP, HOME],
  },
  {
    subreddit: 'filmcameras',
    own: vocabulary(
      `film, camera, lens/lenses, photo, roll, shutter, negative, darkroom, print, exposure, flash/flashes, light meter, tripod, scan, viewfinder,
      portrait, developer, aperture, focus/focuses, enlarger, frame, shot, slide, strap, rangefinder, grain, contact sheet, scanner,
      stop, fixer, landscape, selfie, cartridge, mirror, bellows/bellows, tank, street, double exposure, spool, photographer`,
      `develop, shoot/shot, expose, meter, scan, print, load, focus, frame, crop, rewind/rewound, enlarge, dodge, overexpose`,
      `grainy, backlit, underexposed, muted, sharp, dreamy, manual, expired, monochrome, candid, blurry, wide, scratched, foggy`,
    ),
    fields: [ARTS, OUTDOORS],
  },
  {
    subreddit: 'birdfeeder',
    own: vocabulary(
      `feeder, robin, finch/finches, sparrow, woodpecker, blackbird, heron, goose/geese, binocular, birdsong, nest box/nest boxes, hawk, owl, crow, magpie,
      wren, duck, pigeon, swallow, flock, seed mix/seed mixes, suet/suet, peanut, birdbath, plumage, sighting, marsh/marshes, hide, warbler, kingfisher,
      chickadee, jay, starling, perch/perches, migration, fledgling, field guide, call, thrush/thrushes, stork, lapwing, gull, falcon`,
      `spot, identify, feed/fed, photograph, ring, attract, scare, observe, refill, count, track, recognise, disturb, nest`,
      `feathered, migratory, rare, noisy, shy, speckled, juvenile, territorial, crested, resident, spotted, wingless, chirpy`,
    ),
    fields: [CREATURES, OUTDOORS, GROWING],
  },
  {
    subreddit: 'earlyrunning',
    own: vocabulary(
      `run, race, marathon, pace, mile, shoe, kilometre, interval, watch/watches, tempo, lap, treadmill, cadence, heart rate, runner, sprint,
      finish line, trail run, shin, calf/calves, cooldown, gel, hydration, warmup, stride, jog, plan, medal, injury/injuries, hill repeat,
      recovery/recoveries, long run, personal best, physio, sock, taper, bib, start line, foam roller, sidewalk, split`,
      `run/ran, race, jog, pace, sprint, train, taper, stretch, hydrate, outrun/outran, overtrain, register, log`,
      `sweaty, sore, speedy, breathless, aerobic, injured, sluggish, energetic, winded, cushioned, flat, chafed, dehydrated`,
    ),
    fields: [BODY, OUTDOORS, PLAYING],
  },
  {
    subreddit: 'fixitcorner',
    own: vocabulary(
      `toaster, vacuum, radio, washing machine, screwdriver, repair, hinge, gasket, spare part, lamp, fuse, dishwasher, zipper, kettle, laptop,
      bicycle, multimeter, leak, drain, dryer, clock, blender, compressor, faucet, valve, belt, capacitor, thermostat, bearing,
      sewing machine, umbrella, repair cafe, seal, crack, glue gun, heat gun, soldering iron, fan, hose, knob, latch/latches`,
      `repair, solder, unscrew, dismantle, patch, salvage, rewire, lubricate, diagnose, glue, reassemble, tinker, unclog, scrap`,
      `broken, leaky, cracked, rusted, repairable, faulty, stuck, disposable, jammed, clogged, corroded, refurbished, stripped`,
    ),
    fields: [WORKSHOP, ELECTRIC, HOME],
  },
];

/** What the made-up members talk about: one community each, with the words that belong to it. */
export interface Topic {
  readonly subreddit: string;
  readonly things: readonly string[];
  readonly tools: readonly string[];
  readonly acts: readonly string[];
  readonly qualities: readonly string[];
}

function topic(subreddit: string, things: string, tools: string, acts: string, qualities: string): Topic {
  const words = (list: string) => list.split(', ');
  return { subreddit, things: words(things), tools: words(tools), acts: words(acts), qualities: words(qualities) };
}

/** Written for this generator; nothing here was said by anybody. */
export const TOPICS: readonly Topic[] = [
  topic(
    'homebread',
    'rye loaf, sourdough starter, baguette, focaccia, brioche dough, whole wheat crust, overnight sponge, pizza base',
    'dutch oven, baking stone, proofing basket, bench scraper, kitchen scale, bread knife',
    'proofing, kneading, scoring, shaping, baking, folding',
    'dense, airy, sour, crusty, underproofed, golden',
  ),
  topic(
    'slowcycling',
    'gravel ride, rear wheel, drivetrain, saddle bag, hill climb, winter commute, bottom bracket, tubeless setup',
    'torque wrench, floor pump, chain checker, repair stand, tyre lever, multitool',
    'climbing, shifting, truing, descending, commuting, braking',
    'squeaky, steep, windy, smooth, worn, stiff',
  ),
  topic(
    'windowplants',
    'monstera, fiddle leaf, spider plant, pothos cutting, root ball, snake plant, orchid stem, seedling tray',
    'grow light, moisture meter, terracotta pot, watering can, pruning shears, humidity tray',
    'repotting, watering, pruning, propagating, misting, fertilizing',
    'leggy, droopy, variegated, rootbound, yellowing, thriving',
  ),
  topic(
    'backyardsky',
    'ring nebula, double star, lunar crater, meteor shower, polar scope, jupiter transit, light curve, globular cluster',
    'dobsonian, tracking mount, barlow lens, star chart, red flashlight, dew heater',
    'stargazing, collimating, stacking, guiding, sketching, focusing',
    'faint, hazy, crisp, overexposed, steady, turbulent',
  ),
  topic(
    'handjoinery',
    'dovetail joint, walnut slab, workbench top, cedar box, table leg, mortise, oak panel, rocking chair',
    'block plane, marking gauge, bench vise, japanese saw, card scraper, mallet',
    'sanding, chiseling, gluing, planing, clamping, finishing',
    'warped, flush, splintered, square, figured, knotty',
  ),
  topic(
    'clubchess',
    'endgame study, french defence, rook lift, passed pawn, knight outpost, opening trap, exchange sacrifice, bishop pair',
    'chess clock, tactics book, analysis board, score sheet, opening file, training plan',
    'castling, calculating, blundering, defending, attacking, drawing',
    'sharp, cramped, drawish, passive, winning, unclear',
  ),
  topic(
    'quietcoffee',
    'light roast, espresso shot, pour over, cold brew, milk foam, kenyan bean, filter paper, breakfast blend',
    'burr grinder, gooseneck kettle, moka pot, portafilter, knock box, brew timer',
    'grinding, dialing in, brewing, tamping, steaming, tasting',
    'bitter, fruity, watery, balanced, channeling, syrupy',
  ),
  topic(
    'longtrails',
    'ridge path, river crossing, alpine hut, summit push, bear canister, forest camp, switchback, trail map',
    'trekking pole, rain shell, camp stove, down quilt, water filter, head torch',
    'hiking, camping, scrambling, packing, navigating, resting',
    'muddy, exposed, remote, soaked, scenic, blistered',
  ),
  topic(
    'clackykeys',
    'tactile switch, keycap set, space bar, aluminium case, stabilizer, split layout, solder joint, coiled cable',
    'switch puller, lube brush, soldering iron, desk mat, tester board, plate foam',
    'soldering, lubing, typing, tuning, flashing, assembling',
    'thocky, scratchy, rattling, clacky, wobbly, creamy',
  ),
  topic(
    'allotment',
    'tomato bed, compost heap, raised border, runner bean, garlic clove, slug trap, potato drill, seed packet',
    'garden fork, wheelbarrow, cold frame, hose reel, bean pole, cloche',
    'mulching, sowing, digging, weeding, harvesting, thinning',
    'bolted, fertile, waterlogged, ripe, blighted, frosty',
  ),
  topic(
    'filmcameras',
    'contact sheet, fifty millimetre lens, slide film, light leak, portrait session, darkroom print, shutter curtain, street scene',
    'light meter, tripod, changing bag, enlarger, cable release, film scanner',
    'developing, metering, framing, printing, loading, scanning',
    'grainy, backlit, sharp, muted, underexposed, dreamy',
  ),
  topic(
    'tablegames',
    'worker placement, card market, dice tower, solo mode, catan harbour, player board, campaign legacy, tile draft',
    'rule book, score pad, card sleeve, game insert, turn marker, token tray',
    'drafting, bluffing, trading, teaching, bidding, scouting',
    'swingy, tense, fiddly, cosy, cutthroat, elegant',
  ),
];

import { list, vocabulary } from './list.ts';

/** Words of every topic. */
export const EVERYDAY = vocabulary(
  `thing, question, problem, plan, day, idea, part, result, book, way, photo, video, list, mistake, detail, reason,
  guide, habit, price, box, room, friend, lesson, answer, project, budget, method, size, version, step, rule, trick,
  shop, order, note, gift, class/classes, group, season, hobby/hobbies, experiment, success/successes, failure, choice,
  comment, difference, story/stories, name, side, piece, pair, bag, corner, shelf/shelves, table, window, drawer,
  manual, label, report, promise, excuse, surprise, secret, routine, schedule, goal, challenge, limit, effort, skill,
  talent, memory/memories, doubt, argument, opinion, theory/theories, example, category/categories, pattern, signal,
  warning, symptom, cause, effect, benefit, risk, cost, deal, bargain, refund, receipt, parcel, delivery/deliveries,
  warranty/warranties, replacement, upgrade, feature, setting, button, screen, battery/batteries, cable, adapter,
  calendar, notebook, folder, spreadsheet, diagram, sketch/sketches, checklist, deadline, meeting, visit, journey,
  weekend, evening, holiday, birthday, compromise, shortcut, obstacle, milestone, souvenir`,
  `use, try, buy/bought, make/made, find/found, change, check, fix, keep/kept, move, start, watch, finish, test,
  replace, clean, sell/sold, need, choose/chose, learn, compare, build/built, order, share, miss, break/broke, store,
  measure, carry, prepare, adjust, ignore, notice, trust, borrow, improve, lose/lost, show/showed, repeat, explain,
  describe, count, save, return, open, close, cover, mark, collect, organise, photograph, ruin, rescue, recommend,
  question, avoid, copy, double, halve, label, record, study, survive, upgrade, postpone, cancel, reconsider, simplify,
  abandon, appreciate, approach, arrange, assemble, balance, combine, complete, discuss, document, enjoy, estimate,
  examine, explore, handle, hide/hid, imagine, inspect, investigate, justify, modify, overthink/overthought, polish,
  practise, protect, rearrange, recycle, research, review, separate, sort, stabilise, support, translate, trim, underestimate`,
  `good, new, old, small, cheap, big, great, simple, easy, nice, bad, different, better, hard, decent, expensive, weird,
  right, perfect, terrible, useful, solid, strange, basic, quick, boring, lovely, broken, heavy, light, huge, tiny,
  fancy, proper, lazy, clever, honest, average, awful, clean, dirty, empty, full, loud, quiet, slow, fast, strong, weak,
  stubborn, reliable, fragile, gentle, ordinary, unusual, complicated, confusing, obvious, pointless, worthwhile,
  forgettable, memorable, generous, modest, ambitious, optimistic, dreadful, brilliant, mediocre, impressive, promising,
  disappointing, frustrating, satisfying, relaxing, exhausting, addictive, affordable, overpriced, underrated, overrated,
  temporary, permanent, flexible, rigid, uneven, spare, missing, leftover, handmade, secondhand, ancient, outdated,
  ridiculous, sensible, harmless, risky, messy, tidy, charming, clumsy, delicate, mysterious, suspicious, spotless`,
);

export const PEOPLE = list(`my neighbour, my sister, a friend, my partner, someone here, my dad, my brother, the owner,
  an old friend, my uncle, my mother, a colleague, the seller, my aunt, my grandfather, a stranger, my cousin, my boss,
  the man at the shop, my roommate, a beginner, an expert, the woman next door, my teacher, my landlord, the instructor,
  my daughter, my son, my nephew, the club secretary, a retired engineer, a visitor, my grandmother, a local student,
  the mechanic, the librarian, my flatmate, the plumber, a volunteer, the caretaker, my mentor, the organiser`);

export const PLACES = list(`home, work, the shop, the kitchen, the market, the park, the garage, the library, the club,
  the office, the balcony, the garden, the workshop, the station, the basement, the attic, school, the community hall,
  the flea market, the hardware store, the corner shop, the riverside, the hallway, the shed, the campsite, the museum,
  the car park, the meadow, the harbour, the village fair, the town square, the charity shop, the rooftop, the porch,
  the laundry room, the bus stop, the cafe, the playground, the quarry, the orchard, the warehouse, the bakery`);

export const WHENS =
  list(`yesterday, last week, this morning, every day, last year, at night, on sunday, in the evening,
  after work, every weekend, last month, in the morning, twice a week, before breakfast, all summer, in winter, on friday,
  in march, in october, once a month, during lunch, on rainy days, at the weekend, in spring, on monday, in december,
  before dinner, over the holidays, late at night, in the afternoon, every other day, on a whim, one step at a time,
  in autumn, at sunrise, in february, after midnight, on tuesday, in small batches, between meetings, at dusk`);

export const SPANS =
  list(`a year, a while, two weeks, three months, an hour, years, five minutes, a few days, ten years,
  a month, two hours, half a day, six months, a decade, four years, twenty minutes, a long time, the whole weekend,
  several weeks, an entire winter, a couple of seasons, eight days, ninety minutes, a fortnight, fifteen years, ages,
  seven weeks, half a lifetime, one afternoon, thirty seconds, a dozen attempts, most of the summer, three evenings`);

export const MANNERS = list(`again, properly, slowly, carefully, twice, quickly, regularly, by hand, correctly, gently,
  every time, together, separately, evenly, completely, thoroughly, on purpose, by accident, patiently, in advance,
  outdoors, indoors, alone, blindly, methodically, constantly, sparingly, religiously, cheaply, safely, quietly,
  aggressively, accidentally, confidently, deliberately, efficiently, eventually, faithfully, halfway, happily,
  hastily, immediately, nervously, obsessively, occasionally, reluctantly, repeatedly, roughly, seriously, stubbornly`);

export const DEGREES =
  list(`very, really, pretty, so, quite, too, a bit, fairly, rather, extremely, a little, surprisingly,
  slightly, incredibly, totally, almost, somewhat, absolutely, perfectly, reasonably, ridiculously, unusually, terribly,
  mildly, hopelessly, wonderfully, painfully, suspiciously, remarkably, consistently, barely, undeniably, strangely`);

export const FEELINGS =
  list(`happy, sure, glad, surprised, tired, lucky, curious, nervous, proud, worried, confused, afraid,
  impressed, excited, annoyed, grateful, jealous, sceptical, relieved, embarrassed, bored, disappointed, determined,
  amazed, ashamed, hopeful, obsessed, overwhelmed, satisfied, reluctant, convinced, tempted, torn, thrilled, puzzled`);

export const NUMBERS =
  list(`two, three, four, five, ten, six, twenty, 2, 3, 10, eight, 5, a dozen, fifty, 20, seven, 30,
  100, forty, 15, nine, 4, hundreds of, thirty, 50, eleven, 12, dozens of, sixty, 8, fifteen, 200, twelve, 6`);

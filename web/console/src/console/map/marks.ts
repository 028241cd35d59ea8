/** How units, cases and hospitals look on the map: letter and shape first, colour second. */
import { Circle, Fill, RegularShape, Stroke, Style, Text } from 'ol/style'
import type ImageStyle from 'ol/style/Image'

import type { Mark, Shape } from '$lib/codes'
import type { Priority } from '$lib/wire'

import { colour } from './colours'

const FONT = 'system-ui, "DejaVu Sans", sans-serif'
const RADIUS = 11
/** Units often stand at their hospital: its sign goes above them. */
const HOSPITAL_UP_PX = -20

export interface UnitLook {
  mark: Mark
  name: string
  /** Degrees clockwise from north, when the unit moves. */
  heading: number | null
  /** Words for a position not to be trusted, or null when it is fresh. */
  stale: string | null
  /** No position is known: the base stands in for it. */
  atHome: boolean
  /** Pixels to the right: units at one base stand side by side. */
  shift_px: number
  chosen: boolean
}

export function unitStyles(look: UnitLook): Style[] {
  const doubted = look.stale !== null || look.atHome
  const fill = look.atHome ? colour('--panel') : colour(look.stale === null ? look.mark.colour : '--state-out')
  const edge = look.chosen ? colour('--focus') : colour(look.atHome ? look.mark.colour : '--map-halo')
  const label = look.stale === null ? look.name : `${look.name} (${look.stale})`
  const styles = [
    new Style({
      image: shape(look.mark.shape, fill, edge, look.chosen ? 4 : 2, look.shift_px),
      text: letter(look.mark.letter, look.atHome ? colour(look.mark.colour) : colour('--mark-text'), look.shift_px),
    }),
    new Style({ text: caption(label, doubted ? '--map-label' : '--text', look.shift_px) }),
  ]
  if (look.heading !== null && !doubted) styles.push(arrow(look.heading, fill))
  return styles
}

export function caseStyles(priority: Priority, chosen: boolean): Style[] {
  const name = priority.toLowerCase()
  const dot = new Style({
    image: new Circle({
      radius: 5,
      fill: new Fill({ color: colour(`--${name}`) }),
      stroke: new Stroke({ color: colour(chosen ? '--focus' : '--map-halo'), width: 2 }),
      declutterMode: 'none',
    }),
  })
  // Beside its dot, so that the unit on scene does not cover it.
  const flag = new Style({
    zIndex: chosen ? 99 : 50 - Number(priority.charAt(1) || 9),
    text: new Text({
      text: priority,
      offsetX: 24,
      offsetY: -14,
      font: `700 13px ${FONT}`,
      fill: new Fill({ color: colour(`--${name}-text`) }),
      backgroundFill: new Fill({ color: colour(`--${name}`) }),
      backgroundStroke: new Stroke({ color: colour(chosen ? '--focus' : '--map-halo'), width: chosen ? 4 : 2 }),
      padding: [3, 5, 2, 5],
      declutterMode: 'obstacle',
    }),
  })
  return [dot, flag]
}

export function hospitalStyle(name: string, named: boolean): Style[] {
  const sign = new Style({
    text: new Text({
      text: 'H',
      offsetY: HOSPITAL_UP_PX,
      font: `700 12px ${FONT}`,
      fill: new Fill({ color: colour('--map-hospital') }),
      backgroundFill: new Fill({ color: colour('--panel') }),
      backgroundStroke: new Stroke({ color: colour('--map-hospital'), width: 2 }),
      padding: [2, 3, 1, 3],
      declutterMode: 'obstacle',
    }),
  })
  return named ? [sign, new Style({ text: caption(name, '--map-label') })] : [sign]
}

export function pinStyle(): Style {
  return new Style({
    image: new RegularShape({
      points: 4,
      radius: 13,
      radius2: 3,
      declutterMode: 'none',
      angle: 0,
      fill: new Fill({ color: colour('--focus') }),
      stroke: new Stroke({ color: colour('--map-halo'), width: 1.5 }),
    }),
  })
}

function shape(kind: Shape, fillColour: string, edge: string, width: number, shift_px: number): ImageStyle {
  const displacement = [shift_px, 0]
  const fill = new Fill({ color: fillColour })
  const stroke = new Stroke({ color: edge, width })
  const regular = (points: number, angle = 0, radius = RADIUS): ImageStyle =>
    new RegularShape({ points, angle, radius, fill, stroke, displacement, declutterMode: 'obstacle' })
  switch (kind) {
    case 'circle':
      return new Circle({ radius: RADIUS - 1, fill, stroke, displacement, declutterMode: 'obstacle' })
    case 'square':
      return regular(4, Math.PI / 4, RADIUS + 2)
    case 'diamond':
      return regular(4, 0, RADIUS + 2)
    case 'triangle':
      return regular(3, 0, RADIUS + 3)
    case 'pentagon':
      return regular(5)
    case 'cross':
      return regular(8, Math.PI / 8)
  }
}

function letter(text: string, ink: string, offsetX: number): Text {
  return new Text({ text, font: `700 12px ${FONT}`, offsetX, offsetY: 1, fill: new Fill({ color: ink }), declutterMode: 'none' })
}

function caption(text: string, name: string, offsetX = 0): Text {
  return new Text({
    text,
    font: `12px ${FONT}`,
    offsetX,
    offsetY: 25,
    fill: new Fill({ color: colour(name) }),
    stroke: new Stroke({ color: colour('--map-halo'), width: 3 }),
  })
}

function arrow(heading: number, ink: string): Style {
  const turn = (heading * Math.PI) / 180
  return new Style({
    image: new RegularShape({
      points: 3,
      radius: 6,
      rotation: turn,
      declutterMode: 'none',
      // Turned together with the shape: ahead of the unit, whatever its heading.
      displacement: [0, RADIUS + 8],
      fill: new Fill({ color: ink }),
      stroke: new Stroke({ color: colour('--map-halo'), width: 1 }),
    }),
  })
}

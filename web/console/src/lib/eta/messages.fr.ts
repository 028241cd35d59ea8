/** Words for when a unit arrives, in French: the source of every other language. */
export const fr = {
  in: 'arrivée dans {age}',
  at: '({time})',
  due: 'attendu depuis {age}',
  unknown: 'arrivée inconnue',
  'none.no_way': 'aucune route connue',
  'none.off_network': 'loin de toute route connue',
  'none.beyond': 'trop loin pour être calculée',
  late: 'retard {age}',
  early: 'avance {age}',
  still: 'n’avance plus depuis {age}',
  old: 'position d’il y a {age}',
  no_position: 'sans position : compté depuis la base',
  no_position_ward: 'sans position : compté depuis le lieu',
  left: 'reste {distance}',
  via: 'par {name}',
  'method.straight_line': 'à vol d’oiseau, estimation',
  'method.road_graph': 'par la route',
  'method.server': 'par la route (serveur)',
  promised: 'annoncé pour {time}',
} as const

export type Key = keyof typeof fr

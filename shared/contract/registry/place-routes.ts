/** The routes of the calendar and of placements: a part of the one list of routes, which gives them their type. */
import { calendarParameters, placementsParameters } from './parameters.ts';

export const placeRoutes = [
  {
    operationId: 'getCalendar',
    method: 'GET',
    path: '/calendar',
    function: 'read-registry',
    scope: 'any',
    query: calendarParameters,
  },
  {
    operationId: 'listPlacements',
    method: 'GET',
    path: '/placements',
    function: 'read-registry',
    scope: 'any',
    query: placementsParameters,
  },
] as const;

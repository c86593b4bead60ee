/** Duties in bulk: classes of codes, columns of one origin and day. */
export { type LineClasses, lineClasses } from './classes.js'
export { type Cell, Column, type ColumnLayer, Memberships } from './column.js'

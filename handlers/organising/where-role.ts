import type { Role } from '../../store/roles.ts'
import type { Tools } from '../handler.ts'

/** Where a role holds, as people read it: the plan, or the unit and the plan. */
export function whereRole(
  { campaign, unit }: Pick<Role, 'campaign' | 'unit'>,
  { knower }: Pick<Tools, 'knower'>,
): string {
  const { campaigns, units } = knower.current()
  const plan = campaigns.find(({ id }) => id === campaign)?.label ?? campaign
  if (unit === '') return plan
  return `${units.find(({ id }) => id === unit)?.name ?? unit}, ${plan}`
}

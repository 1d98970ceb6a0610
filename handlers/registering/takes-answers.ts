import { isFormOpen, readFormOpening } from '../../store/form-openings.ts'
import type { Scene } from './scene.ts'

/** Whether the form is open; what a person was given back is sent again even if it is closed by now. */
export async function takesAnswers({
  registration: { state, campaign, form },
  inUse,
  tools,
}: Pick<Scene, 'registration' | 'inUse' | 'tools'>): Promise<boolean> {
  if (state === 'returned') return true
  return isFormOpen(inUse.form, await readFormOpening(tools.db, campaign, form), tools.clock.today())
}

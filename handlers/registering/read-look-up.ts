import { fold } from '../../knowledge/fold.ts'

const LOOK_UP =
  /^\/?(?:tra ?cuu|xem|kiem tra|duyet|khong duyet|tu choi|tra lai|tam giu|mo lai|tham dinh)(?: (?:ma|dang ki|ho so|don|so))*[:\s]+([a-z]{2,4}\d{0,2}-[a-z0-9]{6})[.! ]*$/
const CODE = /^([a-z]{2,4}\d{0,2}-[a-z0-9]{6})[.! ]*$/

/** The code of the registration that a text wants to see: “tra cứu NV20-7K3F9Q”, “NV20-7K3F9Q”; null if it wants none. */
export function readLookUp(text: string): string | null {
  const said = fold(text).trim()
  return (LOOK_UP.exec(said) ?? CODE.exec(said))?.[1]?.toUpperCase() ?? null
}

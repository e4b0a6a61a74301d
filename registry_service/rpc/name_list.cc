// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/name_list.h"

#include "common/base/errors.h"

namespace jiedui::registry {

absl::Status CheckOrder(const WantedOrder& order) {
  if (!order.order_by.empty() && order.order_by != "name" && !order.by_display_name())
    return InvalidField("order_by", "must be \"name\" (by id, as if it were empty) or \"display_name\"");
  if (!v1::NameCollation_IsValid(order.collation))
    return InvalidField("collation", "must be NAME_COLLATION_PINYIN or NAME_COLLATION_STROKE");
  if (!order.by_display_name() && order.collation != v1::NAME_COLLATION_UNSPECIFIED)
    return InvalidField("collation", "says how names are ordered: set order_by to \"display_name\", or leave it out");
  if (order.by_display_name() && order.show_deleted)
    return InvalidField("show_deleted", "what is deleted is kept in no order of names: leave order_by out");
  return absl::OkStatus();
}

}  // namespace jiedui::registry

// SPDX-License-Identifier: Apache-2.0
// Lists in the order of names: what ListPersons and ListOrganizations ask of their order_by and collation. Pure, any
// thread.
#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "jiedui/registry/v1/name_collation.pb.h"

namespace jiedui::registry {

// The order that a request wants.
struct WantedOrder {
  absl::string_view order_by;
  v1::NameCollation collation = v1::NAME_COLLATION_UNSPECIFIED;
  bool show_deleted = false;

  bool by_display_name() const { return order_by == "display_name"; }
  bool by_stroke() const { return by_display_name() && collation == v1::NAME_COLLATION_STROKE; }
};

template <typename Request>
WantedOrder WantedOrderOf(const Request& request) {
  return {.order_by = request.order_by(), .collation = request.collation(), .show_deleted = request.show_deleted()};
}

// INVALID_ARGUMENT: an order that there is not, or fields that do not go with it.
absl::Status CheckOrder(const WantedOrder& order);

}  // namespace jiedui::registry

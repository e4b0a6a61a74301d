// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/person_list.h"

#include "common/base/status_macros.h"
#include "common/rpc/filter.h"
#include "common/rpc/list_page.h"
#include "common/store/table.h"
#include "registry_service/rpc/name_list.h"
#include "registry_service/store/keys.h"

namespace jiedui::registry {
namespace {

using v1::ListPersonsRequest;
using v1::Person;

rpc::ListSource EverybodyById() {
  return {.range = store::PrefixRange(kPersonRows),
          .row_prefix = kPersonRows,
          .hidden_by_field = Person::kDeleteTimeFieldNumber,
          .withheld_by_field = Person::kRestrictTimeFieldNumber};
}

// All persons, or those of one employer. Deleted persons are in none of these indexes. In the order of names, the
// filter sifts out who is of another employer.
rpc::ListSource SourceOf(const ListPersonsRequest& request) {
  rpc::ListSource source = EverybodyById();
  if (const WantedOrder order = WantedOrderOf(request); order.by_display_name()) {
    source.index_prefix = order.by_stroke() ? kPersonsByStrokeIndex : kPersonsByPinyinIndex;
    source.range = store::PrefixRange(source.index_prefix);
    return source;
  }
  const auto employer = rpc::RequiredText(request.filter(), "employments.organization");
  if (!employer.has_value() || request.show_deleted()) return source;
  source.index_prefix = kPersonsByEmployerIndex;
  source.range = store::IndexRange(source.index_prefix, IdOf(*employer));
  return source;
}

}  // namespace

absl::StatusOr<rpc::Encoded> ListPersons(const ListPersonsRequest& request, const rpc::ReadContext& context) {
  RETURN_IF_ERROR(CheckOrder(WantedOrderOf(request)));
  return rpc::ListPage(context, request, SourceOf(request), Person::default_instance());
}

}  // namespace jiedui::registry

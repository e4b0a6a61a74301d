// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/person_list.h"

#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "common/rpc/filter.h"
#include "common/rpc/list_page.h"
#include "common/store/table.h"
#include "registry_service/store/keys.h"

namespace jiedui::registry {
namespace {

using v1::ListPersonsRequest;
using v1::Person;

constexpr absl::string_view kById = "name";
constexpr absl::string_view kByDisplayName = "display_name";

bool IsByDisplayName(const ListPersonsRequest& request) { return request.order_by() == kByDisplayName; }

absl::Status CheckOrder(const ListPersonsRequest& request) {
  if (!request.order_by().empty() && request.order_by() != kById && !IsByDisplayName(request))
    return InvalidField("order_by", "must be \"name\" (by id, as if it were empty) or \"display_name\"");
  if (!v1::NameCollation_IsValid(request.collation()))
    return InvalidField("collation", "must be NAME_COLLATION_PINYIN or NAME_COLLATION_STROKE");
  if (!IsByDisplayName(request) && request.collation() != v1::NAME_COLLATION_UNSPECIFIED)
    return InvalidField("collation", "says how names are ordered: set order_by to \"display_name\", or leave it out");
  if (IsByDisplayName(request) && request.show_deleted())
    return InvalidField("show_deleted", "deleted persons are kept in no order of names: leave order_by out");
  return absl::OkStatus();
}

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
  if (IsByDisplayName(request)) {
    const bool by_stroke = request.collation() == v1::NAME_COLLATION_STROKE;
    source.index_prefix = by_stroke ? kPersonsByStrokeIndex : kPersonsByPinyinIndex;
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
  RETURN_IF_ERROR(CheckOrder(request));
  return rpc::ListPage(context, request, SourceOf(request), Person::default_instance());
}

}  // namespace jiedui::registry

// SPDX-License-Identifier: Apache-2.0
// What a row says of a person who is registered that an import, which only adds, cannot bring about: to end the
// employment that she has elsewhere, or to take the last day off a licence; and where a position is replaced. Pure, any
// thread.
#pragma once

#include <vector>

#include "jiedui/registry/v1/person.pb.h"
#include "registry_service/tools/organization_names.h"
#include "registry_service/tools/roster_row.h"

namespace jiedui::registry {

// Whether there is anything to be seen in the person who is registered.
bool NeedsReview(const ReadRow& row);

// Warnings of a row about `registered`, read after the row was imported, or before where it is not: only there a
// position is seen that the row replaces, but everywhere one that a later row has put in the place of the row's.
std::vector<v1::RowFinding> ReviewAgainst(const ReadRow& row, const v1::Person& registered,
                                          const OrganizationNames& organizations);

}  // namespace jiedui::registry

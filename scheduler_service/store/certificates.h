// SPDX-License-Identifier: Apache-2.0
// Gives out the certificates of a course. The row of the pairing's year counts the numbers, in the commit that stores
// them: so they are unique and without gaps, whatever is refused.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/store/transaction.h"
#include "jiedui/scheduler/v1/certificate.pb.h"
#include "scheduler_service/store/tables.h"

namespace jiedui::scheduler {

// To those in state COMPLETED, in the order of their assignments' ids, as many as fit into the command. NOT_FOUND;
// FAILED_PRECONDITION / RULES_FAILED: ITEM_STATE, DATE_IN_FUTURE.
absl::StatusOr<v1::IssueCertificatesResponse> IssueCertificates(const Tables& tables, store::Transaction& txn,
                                                                absl::string_view course, const std::string& date);

}  // namespace jiedui::scheduler

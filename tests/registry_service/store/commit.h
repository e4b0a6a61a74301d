// SPDX-License-Identifier: Apache-2.0
// Runs a step as one command of a store.
#pragma once

#include <functional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "common/base/status_macros.h"
#include "common/store/store.h"
#include "common/store/transaction.h"

namespace jiedui::registry {

inline absl::Status Commit(store::Store& store, const std::function<absl::Status(store::Transaction&)>& step) {
  store::Command command;
  command.method = "/test";
  command.actor = "tester";
  command.decide = [&step](store::Transaction& txn) -> absl::StatusOr<std::string> {
    RETURN_IF_ERROR(step(txn));
    return "";
  };
  return store::MutateAndWait(store, std::move(command)).status();
}

}  // namespace jiedui::registry

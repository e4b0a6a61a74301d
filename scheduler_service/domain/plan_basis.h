// SPDX-License-Identifier: Apache-2.0
// A plan with what it was made from and its proof, to bytes and back: pieces small enough for rows. Pure, any thread.
#pragma once

#include <string>
#include <vector>

#include "absl/numeric/int128.h"
#include "absl/status/statusor.h"
#include "scheduler_service/domain/plan_model.h"
#include "scheduler_service/planning/solve.h"

namespace jiedui::scheduler {

// The basis with the instance and its solution.
storage::v1::PlanBasis WithSolution(const PlanModel& model, const planning::Solution& solution);

// What WithSolution was given. DATA_LOSS: these are no such bytes.
absl::StatusOr<planning::Instance> InstanceOf(const storage::v1::PlanBasis& basis);
absl::StatusOr<planning::Solution> SolutionOf(const storage::v1::PlanBasis& basis);

// Compressed, and cut. Inverse of each other; DATA_LOSS: the pieces are not whole.
std::vector<std::string> ToPieces(const storage::v1::PlanBasis& basis);
absl::StatusOr<storage::v1::PlanBasis> FromPieces(const std::vector<std::string>& pieces);

storage::v1::WideNumbers ToWide(const std::vector<absl::int128>& numbers);
std::vector<absl::int128> FromWide(const storage::v1::WideNumbers& wide);

// What stands for a row when it is compared later: the first 8 bytes of its SHA-256, never 0.
uint64_t DigestOfRow(absl::string_view bytes);

}  // namespace jiedui::scheduler

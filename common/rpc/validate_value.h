// SPDX-License-Identifier: Apache-2.0
// What is wrong with one value of a field, in words for the caller. Values are repeated in the words only where they
// cannot be private: dates, ids, names of resources, divisions, numbers. Pure, any thread.
#pragma once

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "common/rpc/validate_plan.h"
#include "google/protobuf/field_mask.pb.h"

namespace jiedui::rpc {

// Each answers the empty text where the value is good.
std::string ProblemOfText(absl::string_view text, const FieldPlan& plan);
std::string ProblemOfBytes(absl::string_view bytes, const FieldPlan& plan);
std::string ProblemOfEnum(int number, const FieldPlan& plan);
std::string ProblemOfInteger(int64_t value, const FieldPlan& plan);
std::string ProblemOfMask(const google::protobuf::FieldMask& mask);
std::string ProblemOfCount(int count, const FieldPlan& plan);

// What is wrong with a required field that is absent.
std::string ProblemOfAbsence(const FieldPlan& plan);

}  // namespace jiedui::rpc

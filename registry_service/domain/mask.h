// SPDX-License-Identifier: Apache-2.0
// What the world sees of private fields and of names that are not its business: "990824********8886", "154****5678",
// "张*明". A mask always contains '*', which no real number does, so that a mask written back is recognised. Pure, any
// thread.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "jiedui/registry/v1/person.pb.h"

namespace jiedui::registry {

// 18 characters: the first 6 and the last 4 stay. Others: a quarter at either end, at most those.
std::string MaskedIdNumber(absl::string_view number);
// 11 digits: the first 3 and the last 4 stay.
std::string MaskedMobile(absl::string_view mobile);
// The first and the last character stay, as in public lists; of two only the first, of one none. Valid UTF-8.
std::string MaskedName(absl::string_view name);

bool IsMasked(absl::string_view text);

v1::PrivateFields Masked(const v1::PrivateFields& fields);

}  // namespace jiedui::registry

// SPDX-License-Identifier: Apache-2.0
// Surnames of two characters (复姓), so that the given name of 欧阳雪梅 is 雪梅. Put down by hand: those in use and the
// better known old ones. Where one is missing, the given name is taken to be a character longer. Immutable data, any
// thread.
#pragma once

#include "absl/strings/string_view.h"

namespace jiedui::registry {

// Whether these two Han characters are such a surname.
bool IsDoubleSurname(absl::string_view two_characters);

}  // namespace jiedui::registry

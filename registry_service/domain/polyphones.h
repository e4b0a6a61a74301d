// SPDX-License-Identifier: Apache-2.0
// Characters that names read in more than one way. Whoever searches may know only one of the readings, often the one of
// everyday words: 单雪梅 is Shan Xuemei, and many type "danxuemei".
//
// Surname readings are those of CLDR's transform Han-Latin/Names, and of usage where that lacks them (朴 piao); the
// others are the common ones of modern dictionaries, put down by hand and not collated with one edition. Readings that
// differ only in tone are one. The list is a help, no authority: a reading too many costs one key and hides nobody.
// Immutable data, any thread.
#pragma once

#include "absl/strings/string_view.h"

namespace jiedui::registry {

// The readings of one Han character, separated by a blank, surname reading first: "shan dan". Lower-case ASCII
// with "v" for ü: "lv lu". Empty = the character is not in the list.
absl::string_view PolyphoneReadings(char32_t character);

}  // namespace jiedui::registry

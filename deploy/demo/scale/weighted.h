// SPDX-License-Identifier: Apache-2.0
// A choice by integer weights: the same on every machine.
#pragma once

#include <cstddef>
#include <cstdint>

#include "deploy/demo/hash.h"

namespace jiedui::demo {

template <typename Value>
struct Weighted {
  Value value;
  uint32_t weight;
};

template <typename Value, size_t kCount>
constexpr Value Draw(const Weighted<Value> (&choices)[kCount], Dice& dice) {
  uint32_t total = 0;
  for (const Weighted<Value>& choice : choices) total += choice.weight;
  uint32_t left = dice.Below(total);
  for (const Weighted<Value>& choice : choices) {
    if (left < choice.weight) return choice.value;
    left -= choice.weight;
  }
  return choices[kCount - 1].value;
}

}  // namespace jiedui::demo

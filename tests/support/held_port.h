// SPDX-License-Identifier: Apache-2.0
// A TCP port for a server that is started, killed and started again.
#pragma once

#include <string>

namespace jiedui {

// A port of 127.0.0.1 that nobody else is given while this lives: the kernel gives a port that is merely free to
// whatever asks next, another test's server as well, whose answers would be taken for those of ours. It is bound with
// SO_REUSEADDR and never listens, so that a server may be told to listen on it; while none does, connections are
// refused. Aborts the test program if there is none.
class HeldPort {
 public:
  HeldPort();
  ~HeldPort();
  HeldPort(const HeldPort&) = delete;
  HeldPort& operator=(const HeldPort&) = delete;

  int number() const { return number_; }
  // "127.0.0.1:40001".
  std::string address() const;

 private:
  int socket_ = -1;
  int number_ = 0;
};

}  // namespace jiedui

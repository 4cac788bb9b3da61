  route('100') { def most = [timout: 2.minutes]; park(most, '7') }
//                                                    ^^^^ options that come from elsewhere can't be checked (write them out here

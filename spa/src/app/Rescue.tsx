import { Component, type ReactNode } from 'react';
import { CrashPage } from './FallbackPages';

/** Shows that something broke, in place of what did; another page (`place`) is another try. */
export class Rescue extends Component<{ place?: string; children: ReactNode }, { broken: boolean; place?: string }> {
  state = { broken: false, place: this.props.place };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  static getDerivedStateFromProps(props: { place?: string }, state: { place?: string }) {
    return props.place === state.place ? null : { broken: false, place: props.place };
  }

  render() {
    return this.state.broken ? <CrashPage /> : this.props.children;
  }
}
